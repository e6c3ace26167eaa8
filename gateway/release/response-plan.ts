import {
  getNamedType, isAbstractType, isCompositeType, isInterfaceType, isObjectType, Kind,
  type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLObjectType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';
import type { Category, UnitCode } from '../../consent/core/index.js';
import { OWN_PREFIX } from '../plan/own-keys.js';
import { CLIENT, OPEN, type Requirement, type Supergraph } from './supergraph.js';

/** Key under which the gateway asks every client's id, and the type of what may be one of several types. */
export const ID_KEY = `${OWN_PREFIX}Id`;
export const TYPE_KEY = `${OWN_PREFIX}Type`;

/** A protected field of an operation. */
export interface ProtectedField {
  /** Its place among the protected fields of the operation. */
  readonly index: number;
  /** Field names as in the schema, joined by dots; what the access log names. */
  readonly path: string;
  readonly category: Category | null;
  readonly requirement: Requirement;
  /** Units that may own what the field holds. */
  readonly owners: readonly UnitCode[];
}

/** A field of the response that the report has to look at. */
export interface FieldPlan {
  readonly key: string;
  /** `null`: needs no decision of its own. */
  readonly protected: ProtectedField | null;
  /** What stands below, by type name; `null`: nothing of interest. */
  readonly below: ReadonlyMap<string, ObjectPlan> | null;
  /** The one plan below, where only one type is possible; otherwise the gateway asked for the type beside what the caller asked for. */
  readonly sole: ObjectPlan | null;
  /** Whether a client may stand below. */
  readonly reachesClient: boolean;
}

export interface ObjectPlan {
  readonly isClient: boolean;
  readonly fields: readonly FieldPlan[];
}

interface Place {
  readonly path: readonly string[];
  readonly above: Requirement;
  readonly sets: readonly SelectionSetNode[];
}

/** Compiles what to look for in the response to an operation; fields of one response key are taken together. */
export function responsePlans(supergraph: Supergraph, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const { schema } = supergraph;
  const protectedFields: ProtectedField[] = [];

  function objectPlan(type: GraphQLObjectType, place: Place): ObjectPlan {
    const isClient = type.name === CLIENT;
    const above = isClient ? OPEN : place.above;
    const fields = [...collect(type, place.sets)].flatMap(([key, nodes]) => fieldPlan(type, key, nodes, { ...place, above }) ?? []);
    return { isClient, fields };
  }

  function fieldPlan(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[], place: Place): FieldPlan | null {
    const name = nodes[0]!.name.value;
    const definition = type.getFields()[name];
    if (!definition || name.startsWith('__')) return null;
    const requirement = supergraph.require(place.above, type.name, name);
    const path = [...place.path, name];
    const own = requirement === place.above ? null : {
      index: protectedFields.length,
      path: path.join('.'), requirement, category: requirement.categories.at(-1) ?? null, owners: supergraph.ownersOf(type.name, name),
    };
    if (own) protectedFields.push(own);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const target = getNamedType(definition.type);
    const below = isCompositeType(target) ? plansBelow(target, { path, above: requirement, sets }) : null;
    if (!own && !below) return null;
    const plans = [...(below?.values() ?? [])];
    const reachesClient = plans.some(({ isClient, fields }) => isClient || fields.some((field) => field.reachesClient));
    return { key, protected: own, below, sole: isAbstractType(target) ? null : (plans[0] ?? null), reachesClient };
  }

  function plansBelow(type: GraphQLCompositeType, place: Place): FieldPlan['below'] {
    const abstract = isAbstractType(type);
    const types = abstract ? schema.getPossibleTypes(type) : [type];
    const plans = new Map(types.map((possible) => [possible.name, objectPlan(possible, place)]));
    const matters = abstract || [...plans.values()].some(({ isClient, fields }) => isClient || fields.length > 0);
    return matters ? plans : null;
  }

  /** The fields of a selection that apply to `type`, by response key. */
  function collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], found = new Map<string, FieldNode[]>()) {
    for (const set of sets) {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const key = node.alias?.value ?? node.name.value;
          found.set(key, [...(found.get(key) ?? []), node]);
          continue;
        }
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value)! : node;
        const condition = fragment.typeCondition?.name.value;
        if (condition === undefined || applies(type, condition)) collect(type, [fragment.selectionSet], found);
      }
    }
    return found;
  }

  function applies(type: GraphQLObjectType, condition: string): boolean {
    const on = schema.getType(condition);
    return on === type || (isAbstractType(on) && schema.isSubType(on, type));
  }

  return (root: GraphQLObjectType, set: SelectionSetNode): { plan: ObjectPlan; protectedFields: readonly ProtectedField[] } =>
    ({ plan: objectPlan(root, { path: [], above: OPEN, sets: [set] }), protectedFields });
}

/** Adds what the report needs to every selection: clients' ids, and types where several are possible. */
export function withReportKeys(schema: GraphQLSchema, type: GraphQLCompositeType, set: SelectionSetNode): SelectionSetNode {
  const selections = set.selections.map((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
      return isCompositeType(on) ? { ...node, selectionSet: withReportKeys(schema, on, node.selectionSet) } : node;
    }
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const target = definition && getNamedType(definition.type);
    if (!node.selectionSet || !isCompositeType(target)) return node;
    const inner = withReportKeys(schema, target, node.selectionSet);
    const added = target.name === CLIENT ? [reportKey(ID_KEY, 'id')] : isAbstractType(target) ? [reportKey(TYPE_KEY, '__typename')] : [];
    return { ...node, selectionSet: { ...inner, selections: [...inner.selections, ...added] } };
  });
  return { ...set, selections };
}

const reportKey = (alias: string, field: string): FieldNode => ({
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: alias },
  name: { kind: Kind.NAME, value: field },
});

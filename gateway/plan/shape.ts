import {
  getNullableType, isAbstractType, isCompositeType, isInterfaceType, isLeafType, isListType, isNonNullType, isObjectType, Kind,
  type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';
import { isIncluded } from './conditions.js';
import { leafCheck } from './leaf.js';
import { isOwnKey, type OwnValues } from './own-keys.js';
import type { Data, Variables } from './subgraph.js';

/** What is known while one response is shaped. */
export interface Shaping {
  /** The root field at hand. */
  root: string;
  /** Root fields below which a promised or well-formed value was missing. */
  readonly incomplete: Set<string>;
  readonly own: Map<Data, Data>;
  /** Answers what the gateway knows itself: `__schema` and `__type`. */
  readonly introspect: (node: FieldNode) => unknown;
}

/** A value as the response has it; `undefined`: a promised value is missing, so whatever holds it is null (GraphQL spec 6.4.4). */
type Complete = (value: unknown, shaping: Shaping) => unknown;

type ObjectShape = (input: Data, shaping: Shaping) => Data | null;

interface ShapeOptions {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Decides `@skip` and `@include`: a shape holds for these values of the operation's conditions only. */
  readonly variables: Variables;
}

export interface Shaped {
  readonly data: Data | null;
  /** By object of `data`. */
  readonly own: OwnValues;
  /** Root fields below which a value that the schema promises was missing. */
  readonly incomplete: readonly string[];
}

export type Shape = (input: Data, introspect: Shaping['introspect']) => Shaped;

/** Compiles how fetched data becomes the data of a response: fields in the order asked, nothing besides, nulls where they belong. */
export function compileShape(root: GraphQLCompositeType, sets: readonly SelectionSetNode[], options: ShapeOptions): Shape {
  const complete = objectShape(root, root, sets, options, true);
  return (input, introspect) => {
    const shaping: Shaping = { root: '', incomplete: new Set(), own: new Map(), introspect };
    const data = complete(input, shaping);
    return { data, own: shaping.own, incomplete: [...shaping.incomplete] };
  };
}

/** The shape of objects whose type is `type`, where `declared` was promised. */
function objectShape(type: GraphQLCompositeType, declared: GraphQLCompositeType, sets: readonly SelectionSetNode[], options: ShapeOptions, isRoot = false): ObjectShape {
  const fields = [...collect(type, declared, sets, options)];
  const shown = fields.filter(([key]) => !isOwnKey(key));
  const own = fields.filter(([key]) => isOwnKey(key));
  const fill = filling(type, shown, options, isRoot);
  const fillOwn = own.length > 0 ? filling(type, own, options, false) : null;
  const blank = blankOf(shown.map(([key]) => key));
  return (input, shaping) => {
    const output: Data = { ...blank };
    if (!fill(output, input, shaping)) return null;
    if (fillOwn) {
      const values: Data = {};
      if (!fillOwn(values, input, shaping)) return null;
      shaping.own.set(output, values);
    }
    return output;
  };
}

/** An object to be copied, which has its place for every key from the beginning. */
const blankOf = (keys: readonly string[]): Data => JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`) as Data;

/** Puts the fields into an object; `false` if one that is promised is missing. */
type Fill = (output: Data, input: Data, shaping: Shaping) => boolean;

function filling(type: GraphQLCompositeType, fields: readonly (readonly [string, Asked])[], options: ShapeOptions, isRoot: boolean): Fill {
  const keys = fields.map(([key]) => key);
  const completes = fields.map(([, { parent, nodes }]) => fieldShape(type, parent, nodes, options));
  const inherited = keys.map((key) => key in Object.prototype);
  return (output, input, shaping) => {
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index]!;
      if (isRoot) shaping.root = key;
      const value = inherited[index] && !Object.hasOwn(input, key) ? undefined : input[key];
      const completed = completes[index]!(value, shaping, input);
      if (completed === undefined) return false;
      output[key] = completed;
    }
    return true;
  };
}

type CompleteField = (value: unknown, shaping: Shaping, input: Data) => unknown;

function fieldShape(type: GraphQLCompositeType, parent: GraphQLCompositeType, nodes: readonly FieldNode[], options: ShapeOptions): CompleteField {
  const [node] = nodes as readonly [FieldNode, ...FieldNode[]];
  const name = node.name.value;
  if (name === '__typename') return typeNameOf(type, options.schema);
  if (name.startsWith('__')) return (_value, shaping) => shaping.introspect(node);
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (!definition) throw new Error(`An unknown field was asked for: ${parent.name}.${name}`);
  return completion(definition.type, nodes.flatMap(({ selectionSet }) => selectionSet ?? []), options);
}

const typeNameOf = (type: GraphQLCompositeType, schema: GraphQLSchema): CompleteField => (value, _shaping, { __typename }) => {
  const given = value ?? __typename;
  const known = typeof given === 'string' ? (schema.getType(given) ?? type) : type;
  return isObjectType(known) ? known.name : undefined;
};

function completion(type: GraphQLOutputType, sets: readonly SelectionSetNode[], options: ShapeOptions): Complete {
  if (isNonNullType(type)) return promised(completion(getNullableType(type), sets, options));
  const complete = isListType(type) ? list(completion(type.ofType, sets, options)) : isLeafType(type) ? leaf(leafCheck(type)) : composite(type as GraphQLCompositeType, sets, options);
  return (value, shaping) => (value === null || value === undefined ? null : complete(value, shaping));
}

const promised = (complete: Complete): Complete => (value, shaping) => {
  const completed = complete(value, shaping);
  if (completed !== null) return completed;
  shaping.incomplete.add(shaping.root);
  return undefined;
};

const list = (complete: Complete): Complete => (value, shaping) => {
  if (!Array.isArray(value)) return malformed(shaping);
  const output = new Array<unknown>(value.length);
  let isWhole = true;
  for (let index = 0; index < value.length; index += 1) {
    output[index] = complete(value[index], shaping);
    if (output[index] === undefined) isWhole = false;
  }
  return isWhole ? output : null;
};

const leaf = (isValid: (value: unknown) => boolean): Complete => (value, shaping) => (isValid(value) ? value : malformed(shaping));

function composite(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], options: ShapeOptions): Complete {
  const own = objectShape(type, type, sets, options);
  const others = new Map<string, ObjectShape | null>();
  const shapeOf = (name: string): ObjectShape | null => {
    let shape = others.get(name);
    if (shape === undefined) {
      const actual = options.schema.getType(name);
      shape = isCompositeType(actual) ? objectShape(actual, type, sets, options) : null;
      if (shape) others.set(name, shape); // names of no type come from outside and are not kept
    }
    return shape;
  };
  return (value, shaping) => {
    if (typeof value !== 'object' || Array.isArray(value)) return malformed(shaping);
    const { __typename: name } = value as Data;
    const shape = name === undefined || name === null || name === '' || name === type.name ? own : typeof name === 'string' ? shapeOf(name) : null;
    return shape ? shape(value as Data, shaping) : malformed(shaping);
  };
}

/** A subgraph answered with something that is no value of its own type. */
function malformed(shaping: Shaping): null {
  shaping.incomplete.add(shaping.root);
  return null;
}

interface Asked {
  /** The type that the field was asked of. */
  readonly parent: GraphQLCompositeType;
  readonly nodes: FieldNode[];
}

/** The fields of a selection that apply to `type`, by response key in the order asked (GraphQL spec 6.3.2). */
function collect(type: GraphQLCompositeType, parent: GraphQLCompositeType, sets: readonly SelectionSetNode[], options: ShapeOptions, found = new Map<string, Asked>()) {
  for (const { selections } of sets) {
    for (const node of selections) {
      if (!isIncluded(node.directives, options.variables)) continue;
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const known = found.get(key);
        if (known) known.nodes.push(node);
        else found.set(key, { parent, nodes: [node] });
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? options.fragments.get(node.name.value)! : node;
      const condition = fragment.typeCondition && options.schema.getType(fragment.typeCondition.name.value);
      if (!condition) collect(type, parent, [fragment.selectionSet], options, found);
      else if (applies(type, condition as GraphQLCompositeType, options.schema)) collect(type, condition as GraphQLCompositeType, [fragment.selectionSet], options, found);
    }
  }
  return found;
}

const applies = (type: GraphQLCompositeType, condition: GraphQLCompositeType, schema: GraphQLSchema): boolean =>
  condition === type || (isAbstractType(condition) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(condition, type));

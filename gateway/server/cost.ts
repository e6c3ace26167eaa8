import {
  getNamedType, GraphQLError, isCompositeType, isInterfaceType, isListType, isNonNullType, isObjectType, Kind,
  type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLNamedType, type GraphQLOutputType, type GraphQLSchema,
  type OperationDefinitionNode, type SelectionSetNode, type ValidationRule,
} from 'graphql';

/** Entries of a list that says nothing of its length, such as a client's enrolments. */
const USUAL_LENGTH = 10;
/** The longest page there is. */
const LONGEST_PAGE = 100;

/**
 * Lists of other lengths, and what takes the time of so many objects: `whatWouldChangeIt` judges the rules anew for each value
 * of each attribute (up to 1.5 ms).
 */
const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['Assessment.whatWouldChangeIt', 100], ['Query.assessOpportunities', 40], ['Query.courseGaps', 136], ['Query.monitoring', 289],
]);

/**
 * Refuses operations that could make too many objects, before anything is planned: what `@listSize` and `@cost` say in
 * other schemas, read from `first` and the lists' types. Scalars and introspection cost nothing. Pages whose length comes with
 * a variable count as empty here; `costCheck` judges them once the variables are known.
 */
export const costRule = (maximum: number): ValidationRule => (context) => {
  const objects = counter(context.getSchema(), (name) => context.getFragment(name), () => 0);
  return {
    OperationDefinition(operation) {
      const type = context.getSchema().getRootType(operation.operation);
      const cost = type ? objects(operation.selectionSet, type, null) : 0;
      if (cost > maximum) context.reportError(tooMany(cost, maximum));
      return false;
    },
    FragmentDefinition: () => false,
  };
};

/** What is wrong with an operation's cost where its variables have these values (coerced); `null`: nothing. */
export type CostCheck = (variables: Readonly<Record<string, unknown>>) => GraphQLError | null;

/** The same judgement with the lengths of pages that variables give; an operation that is small with the longest ones is not counted again. */
export function costCheck(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, maximum: number): CostCheck {
  const cost = (lengthOf: LengthOf): number =>
    counter(schema, (name) => fragments.get(name), lengthOf)(operation.selectionSet, schema.getRootType(operation.operation)!, null);
  if (cost(() => LONGEST_PAGE) <= maximum) return () => null;
  return (variables) => {
    const actual = cost((name, otherwise) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : otherwise;
      return typeof value === 'number' ? value : LONGEST_PAGE;
    });
    return actual > maximum ? tooMany(actual, maximum) : null;
  };
}

/** The length of a page by the variable that gives it; `otherwise`: the schema's, where the variable is left out. */
type LengthOf = (variable: string, otherwise: unknown) => number;

type Count = (set: SelectionSetNode, type: GraphQLNamedType, page: number | null) => number;

/** Counts objects; each fragment once for each length of page, so the time is linear in the document. */
function counter(schema: GraphQLSchema, getFragment: (name: string) => FragmentDefinitionNode | null | undefined, lengthOf: LengthOf): Count {
  const known = new Map<string, number>();

  const ofFragment = (name: string, page: number | null): number => {
    const key = `${page} ${name}`;
    const counted = known.get(key);
    if (counted !== undefined) return counted;
    known.set(key, 0); // a fragment inside itself ends here; another rule refuses it
    const fragment = getFragment(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const count = fragment && type ? ofSet(fragment.selectionSet, type, page) : 0;
    known.set(key, count);
    return count;
  };

  const ofField = (node: FieldNode, type: GraphQLNamedType, page: number | null): number => {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const below = field && getNamedType(field.type);
    if (!field || !isCompositeType(below) || !node.selectionSet) return 0;
    const asked = pageLength(node, field, lengthOf);
    const times = isList(field.type) ? (asked ?? LENGTHS.get(`${type.name}.${field.name}`) ?? page ?? USUAL_LENGTH) : 1;
    return product(times, 1 + ofSet(node.selectionSet, below, isList(field.type) ? null : asked));
  };

  const ofSet: Count = (set, type, page) =>
    set.selections.reduce((total, node) => {
      if (node.kind === Kind.FIELD) return sum(total, ofField(node, type, page));
      if (node.kind === Kind.FRAGMENT_SPREAD) return sum(total, ofFragment(node.name.value, page));
      const on = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
      return on ? sum(total, ofSet(node.selectionSet, on, page)) : total;
    }, 0);
  return ofSet;
}

/** What `first` asks for; `null` where the field has no such argument. */
function pageLength(node: FieldNode, field: GraphQLField<unknown, unknown>, lengthOf: LengthOf): number | null {
  const definition = field.args.find(({ name }) => name === 'first');
  if (!definition) return null;
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return bounded(Number(value.value));
  if (value?.kind === Kind.VARIABLE) return bounded(lengthOf(value.name.value, definition.defaultValue));
  if (value === undefined && typeof definition.defaultValue === 'number') return definition.defaultValue;
  return LONGEST_PAGE;
}

const bounded = (length: number): number => Math.min(Math.max(length, 0), LONGEST_PAGE);

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** Saturating: doubled fragments count far beyond what a number holds. */
const sum = (one: number, other: number): number => Math.min(one + other, Number.MAX_SAFE_INTEGER);
const product = (one: number, other: number): number => Math.min(one * other, Number.MAX_SAFE_INTEGER);

const tooMany = (actual: number, maximum: number): GraphQLError =>
  new GraphQLError(
    `Die Abfrage könnte bis zu ${actual} Objekte liefern, erlaubt sind ${maximum}. Mit first kleinere Seiten abfragen oder weniger Listen ineinander.` +
      ` / The operation could return up to ${actual} objects, ${maximum} are allowed. Ask for smaller pages with first, or nest fewer lists.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost', actual, maximum } },
  );

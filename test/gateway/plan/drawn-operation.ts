import fc from 'fast-check';
import {
  getNamedType, isAbstractType, isCompositeType, isObjectType, isInterfaceType, isRequiredArgument, isScalarType, isEnumType,
  type GraphQLCompositeType, type GraphQLField, type GraphQLSchema,
} from 'graphql';

type Draw = fc.GeneratorValue;

/** A query over a schema: aliases that cross, fragments of every kind, conditions by variable and by literal. May be invalid. */
export function drawOperation(draw: Draw, schema: GraphQLSchema): string {
  const fragments: string[] = [];
  const chance = (percent: number): boolean => draw(fc.nat, 99) < percent;
  const pick = <T>(values: readonly T[]): T => values[draw(fc.nat, values.length - 1)]!;
  const condition = (): string => (chance(85) ? '' : pick([' @include(if: $yes)', ' @skip(if: $yes)', ' @include(if: $no)', ' @skip(if: $no)', ' @include(if: true)', ' @skip(if: true)']));

  function selections(type: GraphQLCompositeType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const askable = fields.filter(({ args, type: of }) => args.every((argument) => !isRequiredArgument(argument) || argument.name === 'id') && (depth > 0 || !isCompositeType(getNamedType(of))));
    const parts = Array.from({ length: draw(fc.nat, 3) + 1 }, () => {
      if (chance(12) || askable.length === 0) return chance(80) ? '__typename' : 'kindOf: __typename';
      if (depth > 0 && chance(25)) return fragment(type, depth);
      return fieldText(pick(askable), depth);
    });
    return `{ ${parts.join(' ')} }`;
  }

  function fragment(type: GraphQLCompositeType, depth: number): string {
    const on = isAbstractType(type) && chance(75) ? pick([type, ...schema.getPossibleTypes(type)]) : type;
    if (chance(30)) return `...${condition()} ${selections(type, depth - 1)}`;
    if (chance(60)) return `... on ${on.name}${condition()} ${selections(on, depth - 1)}`;
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${on.name} ${selections(on, depth - 1)}`;
    return `...${name}${condition()}`;
  }

  function fieldText(field: GraphQLField<unknown, unknown>, depth: number): string {
    const target = getNamedType(field.type);
    const key = chance(25) ? `${pick(['a', 'b', 'c'])}: ` : '';
    const values = field.args.flatMap(({ name, type }) => {
      if (name === 'id') return [`id: ${pick(['"1"', '$id'])}`];
      const named = getNamedType(type);
      return name === 'first' && isScalarType(named) && chance(50) ? [`first: ${pick(['2', '$first'])}`] : [];
    });
    const below = isScalarType(target) || isEnumType(target) ? '' : ` ${selections(target as GraphQLCompositeType, depth - 1)}`;
    return `${key}${field.name}${values.length > 0 ? `(${values.join(', ')})` : ''}${condition()}${below}`;
  }

  const body = selections(schema.getQueryType()!, 5);
  const head = [['id', 'ID! = "2"'], ['first', 'Int'], ['yes', 'Boolean! = true'], ['no', 'Boolean!']].filter(([name]) => [body, ...fragments].some((text) => new RegExp(`\\$${name}\\b`).test(text)));
  return `query${head.length > 0 ? `(${head.map(([name, type]) => `$${name}: ${type}`).join(', ')})` : ''} ${body} ${fragments.join(' ')}`;
}

import fc from 'fast-check';
import {
  getNamedType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType,
  type GraphQLCompositeType, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import { schema } from './schema.js';

/** What stands under a key of the answer, if anything does: the field and, by type, what was asked below it. */
export interface Asked {
  readonly key: string;
  readonly field: string;
  readonly below: ReadonlyMap<string, readonly Asked[]> | null;
}

/** An operation as a clever caller might write it. */
export interface Operation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly roots: readonly Asked[];
}

/** Key under which every client is asked who it is. */
export const WHO = 'who';
/** Key under which a value that may be of several types is asked which it is. */
export const KIND = 'kindOfIt';

/** Names that confuse whatever keeps answers by name; the first are fields of clients. */
const ALIASES = ['name', 'birthDate', 'id_', 'languageLevel', 'residence', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', 'data', 'errors'];

/** Root fields that are left out, each for a reason; a new one is drawn at once. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  checkConsent: 'judges its input alone', consentPaper: 'prints a paper', previewConsent: 'needs a whole paper; its own tests attack it',
};

type Gen = fc.GeneratorValue;

/** Writes selections on the types of a schema, and keeps the variables and fragments that they use; `ids` are what stands for an id. */
const pen = (g: Gen, of: GraphQLSchema, ids: readonly string[]) => {
  const chance = (percent: number): boolean => g(fc.integer, { min: 1, max: 100 }) <= percent;
  const pick = <T>(from: readonly T[]): T => from[g(fc.nat, { max: from.length - 1 })]!;
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fragments: string[] = [];
  let left = 60;

  const variable = (type: GraphQLInputType, value: unknown): string => {
    const name = chance(10) ? `${pick(['constructor', 'id', 'representations', 'toString'])}${definitions.length}` : `v${definitions.length}`;
    definitions.push(`$${name}: ${String(type)}`);
    variables[name] = value;
    return `$${name}`;
  };

  const input = (type: GraphQLInputType, name: string): { literal: string; value: unknown } => {
    if (isNonNullType(type)) return input(type.ofType, name);
    if (isListType(type)) {
      const items = Array.from({ length: g(fc.integer, { min: 0, max: 2 }) }, () => input(type.ofType, name));
      return { literal: `[${items.map(({ literal }) => literal).join(' ')}]`, value: items.map(({ value }) => value) };
    }
    if (isEnumType(type)) {
      const { name: code } = pick(type.getValues());
      return { literal: code, value: code };
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || chance(25)).map((field) => [field.name, input(field.type, field.name)] as const);
      return { literal: `{ ${fields.map(([key, { literal }]) => `${key}: ${literal}`).join(' ')} }`, value: Object.fromEntries(fields.map(([key, { value }]) => [key, value])) };
    }
    const value = scalar(getNamedType(type).name, name);
    return { literal: JSON.stringify(value), value };
  };

  const scalar = (type: string, name: string): unknown => {
    switch (type) {
      case 'Boolean': return chance(50);
      case 'Int': return name === 'first' ? g(fc.integer, { min: 1, max: 20 }) : g(fc.integer, { min: 0, max: 60 });
      case 'Float': return g(fc.integer, { min: 0, max: 60 });
      case 'ID': return pick(ids);
      case 'DateTimeISO': return pick(['2026-03-01T12:00:00.004Z', '2026-01-01T00:00:00.000Z']);
      case 'CalendarDate': return pick(['2026-03-01', '2026-09-01']);
      default: return pick(['Deutsch', 'Integrationskurs', 'name', 'languageLevel.level', 'x', 'KREIS_SERVICESTELLE']);
    }
  };

  const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.filter(({ type, name }) => isNonNullType(type) || (name !== 'after' && chance(40)));
    if (given.length === 0) return '';
    return `(${given.map(({ name, type }) => {
      const { literal, value } = input(type, name);
      return `${name}: ${chance(50) ? variable(type, value) : literal}`;
    }).join(', ')})`;
  };

  /** One selection of `field`, and what it asks; `null` if it was switched off by a directive. */
  const select = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, key: string, depth: number): { text: string; asked: Asked | null } => {
    const target = getNamedType(field.type);
    const drawn = isCompositeType(target) ? drawBelow(target, depth - 1) : null;
    const off = chance(6);
    const directive = off ? pick([' @include(if: $no)', ' @skip(if: $yes)', ' @skip(if: true)']) : chance(8) ? pick([' @include(if: $yes)', ' @skip(if: false)']) : '';
    const text = `${key === field.name ? '' : `${key}: `}${field.name}${argumentsOf(field)}${directive}${drawn ? ` { ${drawn.text} }` : ''}`;
    return { text: wrapped(text, type), asked: off ? null : { key, field: field.name, below: drawn?.below ?? null } };
  };

  const wrapped = (text: string, type: GraphQLObjectType): string => {
    switch (g(fc.nat, { max: 11 })) {
      case 0: return `... { ${text} }`;
      case 1: return `... on ${type.name} { ${text} }`;
      case 2: return `... on ${type.name} @include(if: $yes) { ... { ${text} } }`;
      case 3: {
        const name = `F${fragments.length}`;
        fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
        return chance(30) ? `...${name} ...${name}` : `...${name}`;
      }
      default: return text;
    }
  };

  /** `apart`: two types may hold different things under one name only where the names differ. */
  const drawObject = (type: GraphQLObjectType, depth: number, apart: boolean): { text: string; asked: readonly Asked[] } => {
    const fields = Object.values(type.getFields()).filter(({ type: of }) => depth > 0 || !isCompositeType(getNamedType(of)));
    const texts: string[] = [];
    const asked: Asked[] = [];
    const taken = new Set<string>([WHO, KIND, '__typename']);
    for (let count = g(fc.integer, { min: 1, max: type.name === 'Client' ? 8 : 4 }); count > 0 && left > 0 && fields.length > 0; count--) {
      const field = pick(fields);
      const plain = field.name === 'id' || chance(55) ? field.name : chance(50) ? `x${g(fc.nat, { max: 9 })}` : pick(ALIASES);
      const key = apart ? `${plain}_${type.name}` : plain;
      if (taken.has(key)) continue;
      taken.add(key);
      left -= 1;
      const selected = select(type, field, key, depth);
      texts.push(selected.text);
      if (selected.asked) asked.push(selected.asked);
    }
    if (type.name === 'Client') texts.push(`${WHO}: id`);
    if (texts.length === 0 || chance(10)) texts.push('__typename');
    return { text: texts.join(' '), asked };
  };

  const drawBelow = (type: GraphQLCompositeType, depth: number): { text: string; below: ReadonlyMap<string, readonly Asked[]> } => {
    if (isObjectType(type)) {
      const { text, asked } = drawObject(type, depth, false);
      return { text, below: new Map([[type.name, asked]]) };
    }
    const drawn = of.getPossibleTypes(type).map((one) => ({ name: one.name, ...drawObject(one, depth, true) }));
    return { text: `${KIND}: __typename ${drawn.map(({ name, text }) => `... on ${name} { ${text} }`).join(' ')}`, below: new Map(drawn.map(({ name, asked }) => [name, asked])) };
  };

  const flags = '$yes: Boolean! = true, $no: Boolean! = false';
  const uses = `used: __typename @include(if: $yes) @skip(if: $no)`; // both flags are used, whatever was drawn
  return {
    chance, pick, select, drawBelow, variables,
    /** The whole document, around root fields. */
    document: (roots: readonly string[], more: readonly string[] = []): string =>
      `query Asked(${[flags, ...more, ...definitions].join(', ')}) { ${roots.join(' ')} ${uses} } ${fragments.join(' ')}`,
  };
};

/** Draws queries over the whole schema; `ids` are what callers may try as a client's id, most of them their own unit's. */
export const drawOperation = (g: Gen, ids: readonly string[]): Operation => {
  const { chance, pick, select, variables, document } = pen(g, schema, ids);
  const query = schema.getQueryType()!;
  const drawable = Object.values(query.getFields()).filter(({ name }) => !(name in LEFT_OUT));
  const roots: Asked[] = [];
  const texts: string[] = [];
  for (let count = g(fc.integer, { min: 1, max: 3 }); count > 0; count--) {
    const named = query.getFields()[chance(65) ? 'client' : chance(40) ? 'clients' : pick(drawable).name]!;
    const key = chance(70) ? `r${roots.length}_${texts.length}` : `${pick(ALIASES)}${texts.length}`;
    const selected = select(query, named, key, 5);
    texts.push(selected.text);
    if (selected.asked) roots.push(selected.asked);
  }
  const decoy = chance(12) ? 'query Decoy { courses(first: 1) { edges { cursor } } } ' : '';
  return { query: decoy + document(texts), operationName: decoy ? 'Asked' : undefined, variables, roots };
};

/** What one `_entities` asks of clients, as somebody writes it who reaches an agency without the gateway. */
export const drawEntities = (g: Gen, of: GraphQLSchema, clients: readonly string[]): Operation => {
  const { chance, drawBelow, pick, variables, document } = pen(g, of, clients);
  const asked = Array.from({ length: chance(10) ? 60 : g(fc.integer, { min: 1, max: 6 }) }, () => pick(clients));
  const roots: Asked[] = [];
  const texts: string[] = [];
  for (let count = g(fc.integer, { min: 1, max: 3 }); count > 0; count--) {
    const { text, below } = drawBelow(of.getType('Client') as GraphQLObjectType, 4);
    texts.push(`e${count}: _entities(representations: $clients) { ... on Client { ${text} } }`);
    roots.push({ key: `e${count}`, field: '_entities', below });
  }
  variables.clients = asked.map((id) => ({ __typename: 'Client', id }));
  return { query: document(texts, ['$clients: [_Any!]!']), operationName: undefined, variables, roots };
};

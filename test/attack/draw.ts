import fc from 'fast-check';
import {
  getNamedType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType,
  type GraphQLCompositeType, type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import { schema } from './schema.js';

/** What stands under a key of the answer, if anything does: the field and, by type, what was asked below it. */
export interface Asked {
  readonly key: string;
  readonly field: string;
  /** Whether its directives let it be asked, with the flags as they are by default and with both turned. */
  readonly on: boolean;
  readonly onTurned: boolean;
  readonly below: ReadonlyMap<string, readonly Asked[]> | null;
}

/** An operation as a clever caller might write it. */
export interface Operation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly roots: readonly Asked[];
  /** Whether the flags are sent the other way round. */
  readonly turned: boolean;
}

/** Key under which every client is asked who it is. */
export const WHO = 'who';
/** Key of a root field in which every document uses its flags. */
export const USED = 'used';
/** Key under which a value that may be of several types is asked which it is. */
export const KIND = 'kindOfIt';

/** Names that confuse whatever keeps answers by name; the first are fields of clients. */
const ALIASES = ['name', 'birthDate', 'id_', 'languageLevel', 'residence', 'toString', 'valueOf', 'hasOwnProperty', 'then', 'length', 'data', 'errors'];

/** Names that the gateway refuses; seldom, since nothing else of such an operation is tried. */
const REFUSED = ['constructor', 'prototype'];
/** Fields and arguments of one operation, about: beyond the gateway's limits nothing is tried either. */
const LARGEST = 30;
const LONGEST_LIST = 6;
/** The list of clients is longer: it takes several of them to mix them up. */
const MOST_CLIENTS = 9;

/** Root fields that are left out, each for a reason; a new one is drawn at once. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  checkConsent: 'judges its input alone', consentPaper: 'prints a paper', previewConsent: 'needs a whole paper; its own tests attack it',
};

type Gen = fc.GeneratorValue;

/** What may stand at a field, and whether the field is asked then, by default and with the flags turned. */
interface Condition extends Pick<Asked, 'on' | 'onTurned'> {
  readonly text: string;
}
const DIRECTIVES: readonly Condition[] = [
  { text: ' @include(if: $yes)', on: true, onTurned: false }, { text: ' @include(if: $no)', on: false, onTurned: true }, { text: ' @skip(if: $yes)', on: false, onTurned: true },
  { text: ' @skip(if: false)', on: true, onTurned: true }, { text: ' @skip(if: true)', on: false, onTurned: false },
];
const UNCONDITIONAL: Condition = { text: '', on: true, onTurned: true };
/** What may stand around a field. */
const AROUND = ['INLINE', 'ON_TYPE', 'IF_YES', 'NAMED', ...Array.from({ length: 8 }, () => 'PLAIN' as const)] as const;

/** Whether clients are reached from values of a type. */
const leading = new WeakMap<GraphQLNamedType, boolean>();
function leadsToClients(type: GraphQLNamedType): boolean {
  if (type.name === 'Client') return true;
  let leads = leading.get(type);
  if (leads === undefined) {
    leading.set(type, false); // on the way round
    leads = isObjectType(type) && Object.values(type.getFields()).some((field) => leadsToClients(getNamedType(field.type)));
    leading.set(type, leads);
  }
  return leads;
}

/** Writes selections on the types of a schema, and keeps the variables and fragments that they use; `ids` are what stands for an id, `likely` fields of clients are asked more often, each as often as it stands there; `after` gives where a page is to begin, `null` at its beginning. */
const pen = (g: Gen, of: GraphQLSchema, ids: readonly string[], likely: readonly string[] = [], after: () => string | null = () => null) => {
  const chance = (percent: number): boolean => g(fc.integer, { min: 1, max: 100 }) <= percent;
  const pick = <T>(from: readonly T[]): T => from[g(fc.nat, { max: from.length - 1 })]!;
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fragments: string[] = [];
  let left = LARGEST;
  let longest = LONGEST_LIST;
  const aliases = chance(1) ? [...ALIASES, ...REFUSED] : ALIASES;

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
      case 'Int': return name === 'first' ? g(fc.integer, { min: 1, max: longest }) : g(fc.integer, { min: 0, max: 60 });
      case 'Float': return g(fc.integer, { min: 0, max: 60 });
      case 'ID': return pick(ids);
      case 'DateTimeISO': return pick(['2026-03-01T12:00:00.004Z', '2026-01-01T00:00:00.000Z']);
      case 'CalendarDate': return pick(['2026-03-01', '2026-09-01']);
      default: return pick(['Deutsch', 'Integrationskurs', 'name', 'languageLevel.level', 'x', 'KREIS_SERVICESTELLE']);
    }
  };

  const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.filter(({ type, name }) => isNonNullType(type) || (name !== 'after' && chance(40)));
    const paged = field.args.find(({ name }) => name === 'after');
    const cursor = paged ? after() : null;
    if (given.length === 0 && cursor === null) return '';
    longest = field.name === 'clients' ? MOST_CLIENTS : LONGEST_LIST;
    const texts = given.map(({ name, type }) => {
      const { literal, value } = input(type, name);
      return `${name}: ${chance(50) ? variable(type, value) : literal}`;
    });
    if (cursor !== null) texts.push(`after: ${chance(50) ? variable(paged!.type, cursor) : JSON.stringify(cursor)}`);
    return `(${texts.join(', ')})`;
  };

  /** One selection of `field`, and what it asks. */
  const select = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, key: string, depth: number): { text: string; asked: Asked } => {
    const target = getNamedType(field.type);
    const drawn = isCompositeType(target) ? drawBelow(target, depth - 1) : null;
    const directive = chance(14) ? pick(DIRECTIVES) : UNCONDITIONAL;
    const around = pick(AROUND);
    const text = `${key === field.name ? '' : `${key}: `}${field.name}${argumentsOf(field)}${directive.text}${drawn ? ` { ${drawn.text} }` : ''}`;
    return { text: wrapped(text, type, around), asked: { key, field: field.name, on: directive.on, onTurned: directive.onTurned && around !== 'IF_YES', below: drawn?.below ?? null } };
  };

  const wrapped = (text: string, type: GraphQLObjectType, around: (typeof AROUND)[number]): string => {
    switch (around) {
      case 'PLAIN': return text;
      case 'INLINE': return `... { ${text} }`;
      case 'ON_TYPE': return `... on ${type.name} { ${text} }`;
      case 'IF_YES': return `... on ${type.name} @include(if: $yes) { ... { ${text} } }`;
      case 'NAMED': {
        const name = `F${fragments.length}`;
        fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
        return chance(30) ? `...${name} ...${name}` : `...${name}`;
      }
    }
  };

  /** `apart`: two types may hold different things under one name only where the names differ. */
  const drawObject = (type: GraphQLObjectType, depth: number, apart: boolean): { text: string; asked: readonly Asked[] } => {
    const fields = Object.values(type.getFields()).filter(({ type: of }) => depth > 0 || !isCompositeType(getNamedType(of)));
    const liked = type.name === 'Client' ? likely.flatMap((name) => fields.find((field) => field.name === name) ?? []) : [];
    const onwards = depth > 0 ? fields.filter((one) => leadsToClients(getNamedType(one.type))) : [];
    const texts: string[] = [];
    const asked: Asked[] = [];
    const taken = new Set<string>([WHO, KIND, '__typename']);
    for (let count = g(fc.integer, { min: 1, max: type.name === 'Client' ? 8 : 4 }); count > 0 && left > 0 && fields.length > 0; count--) {
      const field = liked.length > 0 && chance(60) ? pick(liked) : onwards.length > 0 && chance(30) ? pick(onwards) : pick(fields);
      const plain = field.name === 'id' || chance(65) ? field.name : chance(50) ? `x${g(fc.nat, { max: 9 })}` : pick(aliases);
      const key = apart ? `${plain}_${type.name}` : plain;
      if (taken.has(key)) continue;
      taken.add(key);
      left -= 1;
      const selected = select(type, field, key, depth);
      texts.push(selected.text);
      asked.push(selected.asked);
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
  const uses = `${USED}: __typename @include(if: $yes) @skip(if: $no)`; // both flags are used, whatever was drawn
  return {
    chance, pick, select, drawBelow, variables,
    /** The whole document, around root fields. */
    document: (roots: readonly string[], more: readonly string[] = []): string =>
      `query Asked(${[flags, ...more, ...definitions].join(', ')}) { ${roots.join(' ')} ${uses} } ${fragments.join(' ')}`,
  };
};

/**
 * Draws queries over the whole schema; `ids` are what callers may try as a client's id, most of them their own unit's; `likely` are
 * fields of clients that are asked more often, since of most fields nobody is ever granted anything; `after` says where a page begins.
 */
export const drawOperation = (g: Gen, ids: readonly string[], likely: readonly string[], after: () => string | null): Operation => {
  const { chance, pick, select, variables, document } = pen(g, schema, ids, likely, after);
  const query = schema.getQueryType()!;
  const drawable = Object.values(query.getFields()).filter(({ name }) => !(name in LEFT_OUT));
  const roots: Asked[] = [];
  const texts: string[] = [];
  for (let count = g(fc.integer, { min: 1, max: 3 }); count > 0; count--) {
    const named = query.getFields()[chance(60) ? 'client' : chance(50) ? 'clients' : pick(drawable).name]!;
    const key = chance(70) ? `r${roots.length}_${texts.length}` : `${pick(ALIASES)}${texts.length}`;
    const selected = select(query, named, key, 5);
    texts.push(selected.text);
    roots.push(selected.asked);
  }
  const decoy = chance(12) ? `query ${DECOY} { courses(first: 1) { edges { cursor } } } ` : '';
  return { query: decoy + document(texts), operationName: decoy ? 'Asked' : undefined, variables, roots, turned: false };
};

/** An operation that stands beside the one that was drawn, in the same document, and what it asks. */
const DECOY = 'Decoy';
const always = { on: true, onTurned: true };
const cursor: Asked = { key: 'cursor', field: 'cursor', below: null, ...always };
const edges: Asked = { key: 'edges', field: 'edges', below: new Map([['CourseEdge', [cursor]]]), ...always };
const decoyRoots: readonly Asked[] = [{ key: 'courses', field: 'courses', below: new Map([['CourseConnection', [edges]]]), ...always }];

/** The same document asked in another way: with its flags turned, or for the other operation in it. */
export const otherwise = (operation: Operation): Operation =>
  (operation.operationName === undefined ? { ...operation, turned: true, variables: { ...operation.variables, yes: false, no: true } } : { ...operation, operationName: DECOY, roots: decoyRoots });

/** What one `_entities` asks of clients, as somebody writes it who reaches an agency without the gateway. */
export const drawEntities = (g: Gen, of: GraphQLSchema, clients: readonly string[]): Operation => {
  const { chance, drawBelow, pick, variables, document } = pen(g, of, clients);
  const asked = Array.from({ length: chance(10) ? 60 : g(fc.integer, { min: 1, max: 6 }) }, () => pick(clients));
  const roots: Asked[] = [];
  const texts: string[] = [];
  for (let count = g(fc.integer, { min: 1, max: 3 }); count > 0; count--) {
    const { text, below } = drawBelow(of.getType('Client') as GraphQLObjectType, 4);
    texts.push(`e${count}: _entities(representations: $clients) { ... on Client { ${text} } }`);
    roots.push({ key: `e${count}`, field: '_entities', on: true, onTurned: true, below });
  }
  variables.clients = asked.map((id) => ({ __typename: 'Client', id }));
  return { query: document(texts, ['$clients: [_Any!]!']), operationName: undefined, variables, roots, turned: false };
};

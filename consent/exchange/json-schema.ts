import { problem, type ExchangeProblem } from './problems.js';

/** The part of JSON Schema (2020-12) in which both formats are described and checked. Objects are closed unless they say otherwise. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'boolean';
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
}

type Properties = Readonly<Record<string, JsonSchema>>;

/** Longest list in an exchanged consent. */
const MOST = 200;

/** All `needed` properties, any of the `optional` ones, and no other. */
export const object = (needed: Properties, optional: Properties = {}): JsonSchema => ({
  type: 'object', properties: { ...needed, ...optional }, required: Object.keys(needed), additionalProperties: false,
});
/** Neither format has empty lists. */
export const list = (items: JsonSchema, maxItems = MOST): JsonSchema => ({ type: 'array', items, minItems: 1, maxItems });
export const exactly = (value: string | boolean): JsonSchema => ({ const: value });
export const oneOf = (codes: Iterable<string>): JsonSchema => ({ type: 'string', enum: [...codes] });
export const TEXT: JsonSchema = { type: 'string', pattern: '\\S' };

/** Everything in which a value breaks a schema. */
export function breaches(value: unknown, schema: JsonSchema, path = ''): ExchangeProblem[] {
  if (schema.anyOf) {
    const meant = schema.anyOf.find((one) => bearsMarksOf(one, value));
    return meant ? breaches(value, meant, path) : [problem('UNKNOWN_ELEMENT', path, 'hat keine der bekannten Formen', 'has none of the known shapes')];
  }
  if (schema.const !== undefined && value !== schema.const) {
    return [problem('WRONG_VALUE', path, `muss ${JSON.stringify(schema.const)} sein`, `must be ${JSON.stringify(schema.const)}`)];
  }
  if (schema.type && kindOf(value) !== schema.type) return [problem('WRONG_VALUE', path, `muss ${schema.type} sein`, `must be ${schema.type}`)];
  if (schema.enum && !schema.enum.includes(value as string)) {
    return [problem('UNKNOWN_CODE', path, `${shown(value)} ist kein Wort, das ausgetauscht wird`, `${shown(value)} is no word that is exchanged`)];
  }
  if (schema.pattern && !new RegExp(schema.pattern).test(value as string)) {
    return [problem('WRONG_VALUE', path, `${shown(value)} hat nicht die nötige Form ${schema.pattern}`, `${shown(value)} has not the form needed, ${schema.pattern}`)];
  }
  if (schema.type === 'array') return brokenItems(value as readonly unknown[], schema, path);
  return schema.type === 'object' ? brokenProperties(value as Readonly<Record<string, unknown>>, schema, path) : [];
}

function brokenItems(items: readonly unknown[], { items: item = {}, minItems = 0, maxItems = MOST }: JsonSchema, path: string): ExchangeProblem[] {
  if (items.length < minItems) return [problem('MISSING', path, 'darf nicht leer sein', 'must not be empty')];
  if (items.length > maxItems) return [problem('NOT_REPRESENTABLE', path, `höchstens ${maxItems} Einträge`, `at most ${maxItems} entries`)];
  return items.flatMap((one, index) => breaches(one, item, `${path}[${index}]`));
}

/** Names are looked up as own properties only, so `__proto__` and `constructor` are unknown elements like any other. */
function brokenProperties(value: Readonly<Record<string, unknown>>, { properties = {}, required = [], additionalProperties }: JsonSchema, path: string): ExchangeProblem[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => problem('MISSING', at(name), 'fehlt', 'is missing'));
  return [...missing, ...Object.keys(value).flatMap((name) => {
    if (Object.hasOwn(properties, name)) return breaches(value[name], properties[name]!, at(name));
    if (additionalProperties !== false) return [];
    return [problem('UNKNOWN_ELEMENT', at(name), 'wird nicht verstanden und darf nicht überlesen werden', 'is not understood and must not be skipped')];
  })];
}

/** Several shapes are told apart by their constants, such as the URL of an extension. */
const bearsMarksOf = ({ properties = {} }: JsonSchema, value: unknown): boolean =>
  Object.entries(properties).every(([name, { const: mark }]) => mark === undefined || (Object.hasOwn(Object(value) as object, name) && (value as Record<string, unknown>)[name] === mark));

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);
const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? 'undefined';

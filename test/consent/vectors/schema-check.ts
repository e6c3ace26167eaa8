/** A JSON schema, as far as ours uses it; another keyword is an error, so that no rule of the schema goes unchecked. */
type Schema = Readonly<Record<string, unknown>>;

const KNOWN = new Set([
  '$schema', '$defs', 'title', '$ref', 'anyOf', 'const', 'enum', 'type', 'required', 'properties', 'additionalProperties', 'items', 'minItems', 'minLength', 'pattern',
]);

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Everything in which a value departs from a schema, each with its place. */
export function departures(root: Schema, value: unknown, schema: Schema = root, place = ''): string[] {
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
  if (unknown.length > 0) throw new Error(`The check does not know ${unknown.join(', ')}.`);
  const into = (next: unknown, at: Schema, key: string | number): string[] => departures(root, next, at, `${place}/${key}`);
  const found: string[] = [];
  if ('$ref' in schema) found.push(...departures(root, value, (root['$defs'] as Record<string, Schema>)[String(schema['$ref']).replace('#/$defs/', '')]!, place));
  if ('anyOf' in schema) {
    const ways = (schema['anyOf'] as Schema[]).map((one) => departures(root, value, one, place));
    if (ways.every((departs) => departs.length > 0)) found.push(...ways.flat());
  }
  if ('const' in schema && value !== schema['const']) found.push(`${place} is not ${String(schema['const'])}`);
  if ('enum' in schema && !(schema['enum'] as unknown[]).includes(value)) found.push(`${place} is none of the known words: ${String(value)}`);
  if ('type' in schema && typeOf(value) !== schema['type']) return [...found, `${place} is no ${String(schema['type'])}`];
  if (typeof value === 'string') {
    if (value.length < Number(schema['minLength'] ?? 0)) found.push(`${place} is too short`);
    if ('pattern' in schema && !new RegExp(String(schema['pattern'])).test(value)) found.push(`${place} does not fit ${String(schema['pattern'])}: ${value}`);
  }
  if (Array.isArray(value)) {
    if (value.length < Number(schema['minItems'] ?? 0)) found.push(`${place} has too few items`);
    if ('items' in schema) found.push(...value.flatMap((item, index) => into(item, schema['items'] as Schema, index)));
  } else if (typeOf(value) === 'object') {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
    const rest = schema['additionalProperties'];
    found.push(...((schema['required'] ?? []) as string[]).filter((key) => !Object.hasOwn(value as object, key)).map((key) => `${place} lacks ${key}`));
    for (const [key, item] of Object.entries(value as object)) {
      if (Object.hasOwn(properties, key)) found.push(...into(item, properties[key]!, key));
      else if (rest === false) found.push(`${place} has ${key}, which nobody expects`);
      else if (typeof rest === 'object') found.push(...into(item, rest as Schema, key));
    }
  }
  return found;
}

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { toConsentRecord, toFhirConsent } from '../../../consent/exchange/index.js';
import { breaches, exactly, list, object, oneOf, TEXT, type JsonSchema } from '../../../consent/exchange/json-schema.js';
import { runs } from '../../kit/long.js';
import { CM, LONGEST, rich, soundDocument } from './documents.js';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const committed = (file: string): JsonSchema => JSON.parse(readFileSync(`schema/${file}`, 'utf8')) as JsonSchema;
const FHIR = committed('fhir-consent.schema.json');
const RECORD = committed('consent-record.schema.json');

/** Types of FHIR R5 (hl7.org/fhir/R5), as far as a Consent can use them; `[]` after a type: it repeats. */
const R5: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Consent: {
    resourceType: 'string', id: 'string', meta: 'Meta', implicitRules: 'string', language: 'string', text: 'Narrative', contained: 'Resource[]',
    extension: 'Extension[]', modifierExtension: 'Extension[]', identifier: 'Identifier[]', status: 'string', category: 'CodeableConcept[]', subject: 'Reference',
    date: 'string', period: 'Period', grantor: 'Reference[]', grantee: 'Reference[]', manager: 'Reference[]', controller: 'Reference[]',
    sourceAttachment: 'Attachment[]', sourceReference: 'Reference[]', regulatoryBasis: 'CodeableConcept[]', policyBasis: 'PolicyBasis', policyText: 'Reference[]',
    verification: 'Verification[]', decision: 'string', provision: 'Provision[]',
  },
  Provision: {
    id: 'string', extension: 'Extension[]', modifierExtension: 'Extension[]', period: 'Period', actor: 'Actor[]', action: 'CodeableConcept[]', securityLabel: 'Coding[]',
    purpose: 'Coding[]', documentType: 'Coding[]', resourceType: 'Coding[]', code: 'CodeableConcept[]', dataTime: 'Period', data: 'Data[]', expression: 'Expression', provision: 'Provision[]',
  },
  Actor: { id: 'string', extension: 'Extension[]', modifierExtension: 'Extension[]', role: 'CodeableConcept', reference: 'Reference' },
  Meta: { versionId: 'string', lastUpdated: 'string', source: 'string', profile: 'string[]', security: 'Coding[]', tag: 'Coding[]' },
  Extension: { url: 'string', extension: 'Extension[]', valueCode: 'string', valueString: 'string', valueInstant: 'string', valueBoolean: 'boolean' },
  Identifier: { use: 'string', type: 'CodeableConcept', system: 'string', value: 'string', period: 'Period', assigner: 'Reference' },
  CodeableConcept: { coding: 'Coding[]', text: 'string' },
  Coding: { system: 'string', version: 'string', code: 'string', display: 'string', userSelected: 'boolean' },
  Period: { start: 'string', end: 'string' },
  Reference: { extension: 'Extension[]', reference: 'string', type: 'string', identifier: 'Identifier', display: 'string' },
};

/** Paths at which a value is not what R5 has there. */
function foreignToR5(value: unknown, type: string, path: string): string[] {
  if (type.endsWith('[]')) return Array.isArray(value) && value.length > 0 ? value.flatMap((item) => foreignToR5(item, type.slice(0, -2), path)) : [path];
  const elements = R5[type];
  if (!elements) return typeof value === type ? [] : [path];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([name, inner]) => (elements[name] ? foreignToR5(inner, elements[name], `${path}.${name}`) : [`${path}.${name}`]));
}

/** An extension has a value or extensions of its own, not both (ext-1); a reference says something (ref-2). */
function breaksInvariants(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(breaksInvariants);
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(value);
  const halfExtension = names.includes('url') && names.filter((name) => name === 'extension' || name.startsWith('value')).length !== 1;
  const emptyReference = names.includes('type') && !['identifier', 'display', 'reference', 'extension'].some((name) => names.includes(name));
  return halfExtension || emptyReference || Object.values(value).some(breaksInvariants);
}

describe('what is exported', () => {
  test('is of the structure of FHIR R5, keeps its invariants, and keeps to the published schemas', () =>
    fc.assert(fc.property(soundDocument, (consent) => {
      const [resource, record] = [json(toFhirConsent(consent, CM).value), json(toConsentRecord(consent, CM).value)];
      expect([foreignToR5(resource, 'Consent', 'Consent'), breaksInvariants(resource)]).toEqual([[], false]);
      expect([breaches(resource, FHIR), breaches(record, RECORD)]).toEqual([[], []]);
    }), { seed: 20261122, numRuns: runs(100, 10_000) }), LONGEST);

  test('and one of the formats is not the other', () => {
    expect(breaches(json(toFhirConsent(rich, CM).value), RECORD).length).toBeGreaterThan(5);
    expect(breaches(json(toConsentRecord(rich, CM).value), FHIR).length).toBeGreaterThan(5);
  });

  test('uses no extension that is not documented', () => {
    const document = readFileSync('docs/exchange.md', 'utf8');
    const urls = [...readFileSync('schema/fhir-consent.schema.json', 'utf8').matchAll(/"https:\/\/freigabe\.example\/fhir\/StructureDefinition\/([a-z-]+)"/g)].map(([, name]) => name!);
    expect(new Set(urls).size).toBe(18);
    expect(urls.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });

  test('has a schema in which every object is closed but the narrative', () => {
    const open: string[] = [];
    const walk = (schema: JsonSchema, path: string): void => {
      if (schema.type === 'object' && schema.additionalProperties !== false) open.push(path);
      Object.entries(schema.properties ?? {}).forEach(([name, inner]) => { walk(inner, `${path}.${name}`); });
      (schema.anyOf ?? []).forEach((inner) => { walk(inner, path); });
      if (schema.items) walk(schema.items, path);
    };
    walk(FHIR, 'Consent');
    walk(RECORD, 'Record');
    expect(open).toEqual(['Consent.text']);
  });

  test('is what the examples look like, where they are read', () => {
    for (const file of readdirSync(new URL('./examples/', import.meta.url))) {
      const { resources, asked } = JSON.parse(readFileSync(new URL(`./examples/${file}`, import.meta.url), 'utf8')) as { resources: unknown[]; asked?: unknown };
      if (asked) expect(resources.flatMap((resource) => [...foreignToR5(resource, 'Consent', file), ...breaches(resource, FHIR).map(({ path }) => path)])).toEqual([]);
    }
  });
});

describe('the validator', () => {
  const shape = object({ kind: exactly('a'), names: list(TEXT, 2) }, { colour: oneOf(['red', 'blue']), done: { type: 'boolean' } });
  const told = (value: unknown, schema = shape) => breaches(value, schema).map(({ code, path }) => `${code} ${path}`);

  test.each<[unknown, string[]]>([
    [{ kind: 'a', names: ['x'] }, []],
    [{ kind: 'a', names: ['x', 'y'], colour: 'red', done: false }, []],
    [{ kind: 'b', names: [] }, ['WRONG_VALUE kind', 'MISSING names']],
    [{ names: ['x', 'y', 'z'] }, ['MISSING kind', 'NOT_REPRESENTABLE names']],
    [{ kind: 'a', names: [' ', 7] }, ['WRONG_VALUE names[0]', 'WRONG_VALUE names[1]']],
    [{ kind: 'a', names: ['x'], colour: 'toString', done: 0 }, ['UNKNOWN_CODE colour', 'WRONG_VALUE done']],
    [{ kind: 'a', names: { 0: 'x', length: 1 } }, ['WRONG_VALUE names']],
    [{ kind: 'a', names: ['x'], valueOf: 1 }, ['UNKNOWN_ELEMENT valueOf']],
    [JSON.parse('{"kind":"a","names":["x"],"__proto__":{"colour":"red"}}'), ['UNKNOWN_ELEMENT __proto__']],
    [[], ['WRONG_VALUE ']], [null, ['WRONG_VALUE ']], ['a', ['WRONG_VALUE ']],
  ])('%j', (value, expected) => expect(told(value)).toEqual(expected));

  test('takes the shape of several whose constants a value bears, and none for one that bears none', () => {
    const either: JsonSchema = { anyOf: [object({ url: exactly('a'), value: TEXT }), object({ url: exactly('b'), value: { type: 'boolean' } })] };
    expect([told({ url: 'b', value: true }, either), told({ url: 'b', value: 'x' }, either), told({ url: 'c', value: 'x' }, either), told(null, either)]).toEqual(
      [[], ['WRONG_VALUE value'], ['UNKNOWN_ELEMENT '], ['UNKNOWN_ELEMENT ']]);
  });
});

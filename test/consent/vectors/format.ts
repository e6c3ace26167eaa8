import type { Basis, ClientRecords, Consent, DenyReason, EmergencyRelease, Relation, Requester } from '../../../consent/core/index.js';

/** Spans as the vectors write them: ISO 8601 with an offset; `from` is in, `to` is out, `null` where there is no end. */
type Written<Span> = Omit<Span, 'from' | 'to'> & { readonly from: string; readonly to: string | null };
export type WrittenRelation = Written<Relation>;
export type WrittenConsent = Written<Omit<Consent, 'ofAgeAt'>> & { readonly ofAgeAt?: string };
export type WrittenEmergency = Written<EmergencyRelease>;

/** All records of one client. */
export interface WrittenClient {
  readonly relations: readonly WrittenRelation[];
  readonly consents: readonly WrittenConsent[];
  readonly emergencies: readonly WrittenEmergency[];
  /** Set where the records are broken on purpose: the schema then leaves the consents unchecked. */
  readonly broken?: true;
}

/** What must come out: granted on this basis, withheld for this reason, or a configuration that must be refused. */
export type Expected = { readonly granted: Basis } | { readonly withheld: DenyReason } | { readonly refused: 'FLOW_NOT_VIA_GATEWAY' };

/** One question about one client with its answer. */
export interface Vector {
  readonly id: string;
  readonly shows: string;
  readonly client: string;
  readonly requester: Requester;
  readonly purpose: string;
  readonly at: string;
  /** Statutory flows that the county has switched on. */
  readonly flows: readonly string[];
  readonly owner: string;
  readonly category: string;
  readonly expect: Expected;
}

/** One published file: the vectors that show one rule. */
export interface VectorFile {
  readonly $schema: string;
  readonly title: string;
  readonly source: string;
  readonly clients: Readonly<Record<string, WrittenClient>>;
  readonly vectors: readonly Vector[];
}

const instant = (written: unknown): number => (typeof written === 'string' ? Date.parse(written) : (written as number));

/** The records as the core takes them; what is broken stays broken. */
export function recordsOf({ relations, consents, emergencies }: WrittenClient): ClientRecords {
  // A consent without an end cannot be written by its type, and is among the vectors about broken records.
  const spans = <Span>(written: readonly { readonly from: string; readonly to: string | null }[]) => written.map((one) => ({ ...one, from: instant(one.from), to: instant(one.to) })) as Span[];
  const given = consents.map((one) => ({ ...one, ...(one.ofAgeAt === undefined ? {} : { ofAgeAt: instant(one.ofAgeAt) }) }));
  return { version: 1, relations: spans(relations), consents: spans(given), emergencies: spans(emergencies) };
}

/** Keys of a record line by line, so that published files read well; keys not named here follow in one line. */
const LINES: readonly (readonly string[])[] = [
  ['id', 'state', 'releasingUnits', 'releasingPersons', 'receivingUnits', 'receivingPersons'], ['receivingFunctions'], ['categories', 'explicitCategories', 'exclusions', 'purposes'],
];

const line = (value: unknown): string => JSON.stringify(value, null, 1).replace(/\n */g, ' ').replaceAll('[ ', '[').replaceAll(' ]', ']');
const inner = (value: object): string => line(value).slice(2, -2);

function record(value: object): string {
  const entries = Object.entries(value);
  const parts = [...LINES.map((keys) => entries.filter(([key]) => keys.includes(key))), entries.filter(([key]) => !LINES.flat().includes(key))];
  const texts = 'categories' in value ? parts.filter((part) => part.length > 0).map((part) => inner(Object.fromEntries(part))) : [inner(value)];
  return `        { ${texts.join(',\n          ')} }`;
}

/** The text of a published file. */
export function publish({ clients, vectors, ...head }: VectorFile): string {
  const list = (records: readonly object[]): string => (records.length === 0 ? '[]' : `[\n${records.map(record).join(',\n')}\n      ]`);
  const client = ([name, { relations, consents, emergencies, broken }]: [string, WrittenClient]): string =>
    `    ${line(name)}: {\n${broken ? '      "broken": true,\n' : ''}      "relations": ${list(relations)},\n      "consents": ${list(consents)},\n` +
    `      "emergencies": ${list(emergencies)}\n    }`;
  const vector = ({ id, shows, requester, expect, ...question }: Vector): string =>
    `    { "id": ${line(id)}, "shows": ${line(shows)},\n      "requester": ${line(requester)},\n      ${inner(question)},\n      "expect": ${line(expect)} }`;
  const top = Object.entries(head).map(([key, value]) => `  ${line(key)}: ${line(value)},\n`).join('');
  return `{\n${top}  "clients": {\n${Object.entries(clients).map(client).join(',\n')}\n  },\n  "vectors": [\n${vectors.map(vector).join(',\n')}\n  ]\n}\n`;
}

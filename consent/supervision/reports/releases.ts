import { shownBasis } from '../../api/ids.js';
import type { LoggedEntry } from '../../audit/entry.js';
import { CATEGORIES, isPurpose, PURPOSES, STATUTORY_FLOWS, UNITS, type Instant, type UnitCode } from '../../core/index.js';
import { fromText } from '../../papers/display.js';
import type { VersionOf } from '../consent-versions.js';
import { waysOf, type Way } from '../disclosures.js';
import { inBoth, type Column, type Proven, type Report } from './report.js';

/** Whose releases, and how the unit knows ids. */
export interface ReleasesOf {
  readonly unit: UnitCode;
  /** An id as the unit knows it. */
  readonly own: (id: string) => string;
  readonly versionOf: VersionOf;
}

export interface ReleaseReportOptions {
  readonly unit: UnitCode;
  readonly from: Instant;
  readonly to: Instant;
  readonly created: Instant;
  /** The oldest request that the report holds, if more are left for a next part. */
  readonly cutAt: Instant | null;
  /** Since when there is a log: what was before has been deleted, or nobody has written it down. */
  readonly logSince: Instant | null;
  readonly proofs?: Proven;
}

const column = (key: string, de: string, en: string, width: number): Column => ({ key, said: inBoth(de, en), width });

const COLUMNS: readonly Column[] = [
  column('at', 'Zeit', 'Time', 5), column('from', 'Von', 'From', 5), column('to', 'An', 'To', 5), column('client', 'Klient/in', 'Client', 6),
  column('person', 'Person', 'Person', 6), column('purpose', 'Zweck', 'Purpose', 5), column('occasion', 'Anlass', 'Occasion', 4), column('categories', 'Kategorien', 'Categories', 6),
  column('fields', 'Felder', 'Fields', 6), column('basis', 'Grundlage', 'Basis', 6), column('version', 'Fassung', 'Version', 3), column('delivered', 'Inhalt', 'Delivered', 3), column('request', 'Anfrage', 'Request', 6),
  column('policy', 'Regeln', 'Rules', 4),
];

/** One entry of the log and what it says of releases from and to the unit. */
interface Told {
  readonly entry: LoggedEntry;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** What the entries say of releases from and to the unit, one row for each way and basis; entries that say nothing of any are left out. */
export const releasesIn = (entries: readonly LoggedEntry[], options: ReleasesOf): readonly Told[] =>
  entries.map((entry) => ({ entry, rows: rowsOf(entry, options) })).filter(({ rows }) => rows.length > 0);

/**
 * All releases from and to a unit in a time (scenario F15). Proofs only of what the unit itself has asked: their place in the log would
 * let two units whose data one request fetched line up their logs (promise P7).
 */
export function releaseReport(told: readonly Told[], { unit, from, to, created, cutAt, logSince, proofs }: ReleaseReportOptions): Report {
  const time = (at: Instant): string => new Date(at).toISOString();
  const rows = told.flatMap(({ rows: own }) => own);
  return {
    language: 'de', created,
    title: inBoth(`Übermittlungen von und an ${unit}`, `Releases from and to ${unit}`),
    notes: [
      inBoth(`Zeitraum: ${time(from)} bis ${time(to)} (ausschließlich), ${rows.length} Übermittlungen aus ${told.length} Anfragen.`,
        `Period: ${time(from)} until ${time(to)} (exclusive), ${rows.length} releases in ${told.length} requests.`),
      ...(cutAt === null ? [] : [inBoth(`Unvollständig: was vor ${time(cutAt)} war, steht im nächsten Teil (next).`, `Incomplete: what was before ${time(cutAt)} is in the next part (next).`)]),
      ...(logSince === null || logSince <= from ? [] : [inBoth(`Das Zugriffsprotokoll reicht zurück bis ${time(logSince)}; über die Zeit davor sagt es nichts mehr.`,
        `The access log reaches back to ${time(logSince)}; of the time before it says nothing any more.`)]),
      inBoth('Ohne Inhalte; Personen als Pseudonyme, auflösbar im Vier-Augen-Prinzip.', 'Without values; persons as pseudonyms, resolvable under four eyes.'),
    ],
    sections: [{ heading: null, columns: COLUMNS, rows, none: inBoth('Keine.', 'None.') }],
    ...(proofs && { proofs }),
  };
}

/** On paper what fits, in words instead of codes; everything is in CSV and JSON. */
const ON_PAPER: readonly Column[] = [
  column('at', 'Zeit', 'Time', 6), column('way', 'Von, an', 'From, to', 9), column('categories', 'Daten', 'Data', 7), column('why', 'Zweck, Grundlage', 'Purpose, basis', 8),
  column('client', 'Klient/in', 'Client', 9),
];

export const forPaper = (report: Report): Report =>
  ({ ...report, sections: report.sections.map((section) => ({ ...section, columns: ON_PAPER, rows: section.rows.map(inWords) })) });

function inWords(row: Readonly<Record<string, string>>): Record<string, string> {
  const { at = '', from = '', to = '', categories = '', purpose = '', basis = '' } = row;
  return {
    ...row, at: fromText(Date.parse(at)), way: [from, to].map((unit) => UNITS.get(unit)?.name ?? unit).join(' an '),
    categories: categories.split(' ').map((code) => CATEGORIES.get(code)?.de ?? code).join(', '),
    why: [...(isPurpose(purpose) ? [PURPOSES[purpose].de] : []), BASES[basis.split(':')[0]!]?.(basis.split(':')[1] ?? '') ?? basis].join(', '),
  };
}

const BASES: Readonly<Record<string, (id: string) => string>> = {
  CONSENT: () => 'Entbindung', EMERGENCY: () => 'Notfall', STATUTE: (id) => STATUTORY_FLOWS.find((flow) => flow.id === id)?.citation ?? id,
};

function rowsOf(entry: LoggedEntry, { unit, own, versionOf }: ReleasesOf): Record<string, string>[] {
  const rows = new Map<string, Way & { basis: string; categories: Set<string>; fields: Set<string>; delivered: boolean }>();
  for (const item of entry.items) {
    for (const way of waysOf(entry, item).filter(({ from, to }) => [from, to].includes(unit))) {
      const name = `${way.from}\n${way.to}\n${item.basis}`;
      const row = rows.get(name) ?? { ...way, basis: item.basis!, categories: new Set(), fields: new Set(), delivered: false };
      rows.set(name, { ...row, categories: row.categories.add(item.category), fields: row.fields.add(item.path), delivered: row.delivered || item.delivered === true });
    }
  }
  const { requester, client, purpose, occasion, requestId, policyVersion } = entry;
  const asked = requester.unit === unit;
  return [...rows.values()].map(({ from, to, basis, categories, fields, delivered }) => ({
    at: new Date(entry.at).toISOString(), from, to, client: client === null ? '' : own(client), person: requester.person,
    purpose: purpose ?? '', occasion: (asked && occasion) || '', categories: [...categories].join(' '), fields: [...fields].join(' '), basis: shownBasis(basis, own) ?? '', version: String(versionOf(basis, entry.at) ?? ''),
    delivered: delivered ? 'ja/yes' : 'leer/empty', request: asked ? requestId : own(requestId), policy: policyVersion,
  }));
}

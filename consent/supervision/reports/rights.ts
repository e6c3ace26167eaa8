import { shownBasis } from '../../api/ids.js';
import type { LoggedEntry } from '../../audit/entry.js';
import type { Instant, UnitCode } from '../../core/index.js';
import { NOTE } from '../../history/decision.js';
import type { AccessRight, Gap } from '../../history/rights.js';
import { inBoth, type Column, type Proven, type Report } from './report.js';

export interface RightsReportOptions {
  readonly unit: UnitCode;
  readonly created: Instant;
  /** An id as the unit knows it. */
  readonly own: (id: string) => string;
  /** A person as the log names them. */
  readonly pseudonym: (unit: UnitCode, person: string) => string;
  readonly proofs?: Proven;
}

const column = (key: string, de: string, en: string, width: number): Column => ({ key, said: inBoth(de, en), width });

const COLUMNS: readonly Column[] = [
  column('from', 'Ab', 'From', 4), column('to', 'Bis (ausschließlich)', 'Until (exclusive)', 4), column('unit', 'Stelle mit Zugriff', 'Unit with access', 5),
  column('person', 'Person', 'Person', 5), column('owner', 'Wessen Daten', 'Whose data', 5), column('category', 'Kategorie', 'Category', 5),
  column('basis', 'Grundlage', 'Basis', 5), column('purposes', 'Zwecke', 'Purposes', 7),
];

/** Who had which access rights to a client's data from when to when, as far as the unit is concerned. */
export function rightsReport(rights: readonly AccessRight[], gaps: readonly Gap[], { unit, created, own, pseudonym, proofs }: RightsReportOptions): Report {
  const time = (at: Instant): string => new Date(at).toISOString();
  return {
    language: 'de', created,
    title: inBoth('Zugriffsrechte im Zeitverlauf', 'Access rights over time'),
    notes: [
      inBoth(`Rechte von ${unit} und an den Daten dieser Stelle.`, `Rights of ${unit} and to its data.`),
      ...gaps.map(({ from, to, why }) => inBoth(`${time(from)} – ${time(to)}: ${NOTE[why]}`, `${time(from)} – ${time(to)}: ${NOTE[why]}`)),
    ],
    sections: [{
      heading: null, columns: COLUMNS, none: inBoth('Keine.', 'None.'),
      rows: rights.map((right) => ({
        from: time(right.from), to: time(right.to), unit: right.unit, person: right.person === null ? '' : pseudonym(right.unit, right.person),
        owner: right.owner, category: right.category, basis: shownBasis(nameOf(right), own) ?? '',
        purposes: right.purposes.join(' '),
      })),
    }],
    ...(proofs && { proofs }),
  };
}

const nameOf = ({ basis: { kind, id } }: AccessRight): string => (id === null ? kind : `${kind}:${id}`);

/** Whether an entry tells of the change on which one of the rights rests: the consent was given, the emergency was reported. */
export const restsOn = (rights: readonly AccessRight[]): ((entry: Pick<LoggedEntry, 'items'>) => boolean) => {
  const bases = new Set(rights.map(nameOf));
  return ({ items }) => items.some(({ granted, basis }) => granted && basis !== null && bases.has(basis));
};

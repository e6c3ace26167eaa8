import { parse } from 'graphql';
import { CATEGORIES, HOLDERS, PURPOSES, RECHTSKREISE, UNITS, type Category, type UnitCode } from '../../consent/core/index.js';
import { fieldsOf, isProtected } from '../rules/view/reach.js';
import { viewOfSupergraph } from '../rules/view/schema-view.js';
import { csv } from './csv.js';
import { families } from './families.js';
import { SUPERVISORS } from './flow-catalogue.js';
import type { Flow } from './flows.js';
import { page, table } from './markdown.js';

/** The categories of the supergraph's fields. */
export const servedCategories = (supergraph: string): ReadonlySet<string> => new Set(fieldsByCategory(supergraph).keys());

/** What of one category of a controller's data can be asked for through the gateway, and who can get it by which flow of the catalogue. */
interface Processed {
  readonly category: Category;
  readonly name: string;
  readonly tier: string;
  readonly fields: readonly string[];
  readonly recipients: readonly { readonly flow: string; readonly units: readonly string[] }[];
}

interface Controller {
  readonly unit: UnitCode;
  readonly name: string;
  readonly rechtskreis: string;
  readonly socialSecrecy: boolean;
  readonly supervisor: string;
  readonly processed: readonly Processed[];
}

/**
 * Record of processing activities (Art. 30 GDPR), one part for each controller: what of its data can be asked for through the gateway, by whom
 * and on which basis. Names and addresses of controllers and officers are theirs to add; all else is computed from schema and rules.
 */
export interface ProcessingRecord {
  readonly common: readonly { readonly item: string; readonly content: string }[];
  readonly controllers: readonly Controller[];
  /** Families of units that receive and hold nothing here. */
  readonly receivers: readonly { readonly units: string; readonly rechtskreis: string; readonly supervisor: string }[];
}

export function processingRecordOf(supergraph: string, flows: readonly Flow[]): ProcessingRecord {
  const fields = fieldsByCategory(supergraph);
  const units = [...UNITS.values()];
  return {
    common: COMMON.map(([item, content]) => ({ item, content })),
    controllers: units.filter(({ subgraph }) => subgraph !== null).map(({ code }) => controllerOf(code, fields, flows)),
    receivers: distinct(units.filter(({ subgraph }) => subgraph === null)
      .map(({ code, rechtskreis, supervisor }) => ({ units: families([code])[0]!, rechtskreis: RECHTSKREISE[rechtskreis], supervisor: SUPERVISORS[supervisor] }))),
  };
}

/** The record as officers read it. */
export const processingRecord = ({ common, controllers, receivers }: ProcessingRecord): string =>
  page(
    '# Verzeichnis von Verarbeitungstätigkeiten / Record of processing activities',
    'Art. 30 DSGVO, Teil „Freigabe“. Zu ergänzen sind Anschrift der Stelle und Kontakt ihrer Datenschutzbeauftragten. / ' +
      'Art. 30 GDPR, the part “Freigabe”. To be added: address of the unit and contact of its data protection officer.',
    '## Für alle Stellen / For all units',
    table(['Angabe / Item', 'Inhalt / Content'], common.map(({ item, content }) => [item, content])),
    ...controllers.flatMap(partOf),
    '## Stellen, die nur empfangen / Units that only receive',
    table(['Stelle / Unit', 'Rechtskreis', 'Aufsicht / Supervision'], receivers.map(({ units, rechtskreis, supervisor }) => [units, rechtskreis, supervisor])),
  );

/** The same as a table, one row for each controller and category. */
export const processingRecordCsv = ({ controllers }: ProcessingRecord): string =>
  csv(['unit', 'name', 'rechtskreis', 'supervisor', 'category', 'categoryName', 'tier', 'fields', 'recipients'], controllers.flatMap(({ unit, name, rechtskreis, supervisor, processed }) =>
    processed.map((one) => [unit, name, rechtskreis, supervisor, one.category, one.name, one.tier, one.fields.join(' '), one.recipients.map(({ flow, units }) => `${flow}: ${units.join(' ')}`).join(' | ')])));

const COMMON: readonly (readonly [item: string, content: string])[] = [
  ['Zwecke / Purposes', Object.values(PURPOSES).map(({ de }) => de).join('; ')],
  ['Betroffene / Data subjects', 'Klientinnen und Klienten der Stellen; zugreifende Beschäftigte (Pseudonyme) / clients of the units; staff with access (pseudonyms)'],
  ['Drittländer / Third countries', 'keine / none'],
  ['Löschung / Erasure', 'Zugriffsprotokoll: höchstens sechs Monate (§ 79 Abs. 4 SGB X); Übermittlungsnachweise und Entbindungen: mit der Akte / access log: six months at most; disclosure records and releases: with the case'],
  ['Sicherheit / Security (Art. 32)', 'Freigabe je Person und Feld, zweite Prüfung bei der besitzenden Stelle, paarweise Pseudonyme, versiegeltes Protokoll mit Zeugen, Vier-Augen-Prinzip / ' +
    'release per person and field, second check at the owner, pairwise pseudonyms, sealed log with witnesses, four eyes'],
];

/** Nothing but what is served: a category without a field cannot be asked for. */
function controllerOf(unit: UnitCode, fields: ReadonlyMap<string, readonly string[]>, flows: readonly Flow[]): Controller {
  const { name, rechtskreis, supervisor, socialSecrecy } = UNITS.get(unit)!;
  const held = [...HOLDERS].filter(([category, holders]) => holders.includes(unit) && fields.has(category)).map(([category]) => category);
  const others = ({ to }: Flow): readonly string[] => families(to.filter((one) => one !== unit));
  return {
    unit, name, rechtskreis: RECHTSKREISE[rechtskreis], socialSecrecy, supervisor: SUPERVISORS[supervisor],
    processed: held.map((category) => ({
      category, name: `${CATEGORIES.get(category)!.de} / ${CATEGORIES.get(category)!.en}`, tier: CATEGORIES.get(category)!.tier, fields: fields.get(category)!,
      recipients: flows.filter((flow) => flow.from.includes(unit) && flow.categories.includes(category) && others(flow).length > 0).map((flow) => ({ flow: flow.id, units: others(flow) })),
    })),
  };
}

const partOf = ({ unit, name, rechtskreis, socialSecrecy, supervisor, processed }: Controller): readonly string[] => [
  `## ${name} (\`${unit}\`)`,
  `${rechtskreis}${socialSecrecy ? ', Sozialgeheimnis (§ 35 SGB I)' : ''}. Aufsicht / Supervision: ${supervisor}.`,
  table(
    ['Kategorie / Category', 'Stufe / Tier', 'Felder / Fields', 'Empfänger nach Rechtsgrundlage (Nr. im Flusskatalog) / Recipients by basis (no. in the flow catalogue)'],
    processed.map((one) => [
      one.name, one.tier, one.fields.map((field) => `\`${field}\``).join(', '), one.recipients.map(({ flow, units }) => `${flow}: ${units.join(', ')}`).join('<br>') || 'keine / none',
    ]),
  ),
];

const distinct = <Row extends object>(rows: readonly Row[]): readonly Row[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];

function fieldsByCategory(supergraph: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const { coordinate, protection } of fieldsOf(viewOfSupergraph(parse(supergraph))).filter(isProtected).toSorted((a, b) => (a.coordinate < b.coordinate ? -1 : 1))) {
    if (protection?.kind === 'consent') fields.set(protection.category, [...(fields.get(protection.category) ?? []), coordinate]);
  }
  return fields;
}

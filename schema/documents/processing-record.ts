import { parse } from 'graphql';
import { CATEGORIES, HOLDERS, PURPOSES, RECHTSKREISE, UNITS, type Category, type UnitCode } from '../../consent/core/index.js';
import { fieldsOf, isProtected } from '../rules/view/reach.js';
import { viewOfSupergraph } from '../rules/view/schema-view.js';
import { families } from './families.js';
import { SUPERVISORS } from './flow-catalogue.js';
import type { Flow } from './flows.js';
import { page, table } from './markdown.js';

/** The categories of the supergraph's fields. */
export const servedCategories = (supergraph: string): ReadonlySet<string> => new Set(fieldsByCategory(supergraph).keys());

/**
 * Record of processing activities (Art. 30 GDPR), one part for each controller: what of its data can be asked for through the gateway, by whom
 * and on which basis. Names and addresses of controllers and officers are theirs to add; all else is computed from schema and rules.
 */
export function processingRecord(supergraph: string, flows: readonly Flow[]): string {
  const fields = fieldsByCategory(supergraph);
  return page(
    '# Verzeichnis von Verarbeitungstätigkeiten / Record of processing activities',
    'Art. 30 DSGVO, Teil „Freigabe“. Zu ergänzen sind Anschrift der Stelle und Kontakt ihrer Datenschutzbeauftragten. / ' +
      'Art. 30 GDPR, the part “Freigabe”. To be added: address of the unit and contact of its data protection officer.',
    '## Für alle Stellen / For all units',
    table(['Angabe / Item', 'Inhalt / Content'], COMMON),
    ...[...UNITS.values()].filter(({ subgraph }) => subgraph !== null).flatMap(({ code }) => partOf(code, fields, flows)),
    '## Stellen, die nur empfangen / Units that only receive',
    table(['Stelle / Unit', 'Rechtskreis', 'Aufsicht / Supervision'], receiversOnly()),
  );
}

const COMMON: readonly (readonly string[])[] = [
  ['Zwecke / Purposes', Object.values(PURPOSES).map(({ de }) => de).join('; ')],
  ['Betroffene / Data subjects', 'Klientinnen und Klienten der Stellen; zugreifende Beschäftigte (Pseudonyme) / clients of the units; staff with access (pseudonyms)'],
  ['Drittländer / Third countries', 'keine / none'],
  ['Löschung / Erasure', 'Zugriffsprotokoll: höchstens sechs Monate (§ 79 Abs. 4 SGB X); Übermittlungsnachweise und Entbindungen: mit der Akte / access log: six months at most; disclosure records and releases: with the case'],
  ['Sicherheit / Security (Art. 32)', 'Freigabe je Person und Feld, zweite Prüfung bei der besitzenden Stelle, paarweise Pseudonyme, versiegeltes Protokoll mit Zeugen, Vier-Augen-Prinzip / ' +
    'release per person and field, second check at the owner, pairwise pseudonyms, sealed log with witnesses, four eyes'],
];

/** Nothing but what is served: a category without a field cannot be asked for. */
function partOf(unit: UnitCode, fields: ReadonlyMap<string, readonly string[]>, flows: readonly Flow[]): readonly string[] {
  const { name, rechtskreis, supervisor, socialSecrecy } = UNITS.get(unit)!;
  const held = [...HOLDERS].filter(([category, holders]) => holders.includes(unit) && fields.has(category)).map(([category]) => category);
  const going = (category: Category): readonly Flow[] => flows.filter(({ from, categories }) => from.includes(unit) && categories.includes(category));
  const others = (flow: Flow): readonly string[] => families(flow.to.filter((to) => to !== unit));
  return [
    `## ${name} (\`${unit}\`)`,
    `${RECHTSKREISE[rechtskreis]}${socialSecrecy ? ', Sozialgeheimnis (§ 35 SGB I)' : ''}. Aufsicht / Supervision: ${SUPERVISORS[supervisor]}.`,
    table(
      ['Kategorie / Category', 'Stufe / Tier', 'Felder / Fields', 'Empfänger nach Rechtsgrundlage (Nr. im Flusskatalog) / Recipients by basis (no. in the flow catalogue)'],
      held.map((category) => [
        `${CATEGORIES.get(category)!.de} / ${CATEGORIES.get(category)!.en}`, CATEGORIES.get(category)!.tier, fields.get(category)!.map((field) => `\`${field}\``).join(', '),
        going(category).filter((flow) => others(flow).length > 0).map((flow) => `${flow.id}: ${others(flow).join(', ')}`).join('<br>') || 'keine / none',
      ]),
    ),
  ];
}

const receiversOnly = (): readonly (readonly string[])[] => {
  const rows = [...UNITS.values()].filter(({ subgraph }) => subgraph === null)
    .map(({ code, rechtskreis, supervisor }) => [families([code])[0]!, RECHTSKREISE[rechtskreis], SUPERVISORS[supervisor]]);
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
};

function fieldsByCategory(supergraph: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const { coordinate, protection } of fieldsOf(viewOfSupergraph(parse(supergraph))).filter(isProtected).toSorted((a, b) => (a.coordinate < b.coordinate ? -1 : 1))) {
    if (protection?.kind === 'consent') fields.set(protection.category, [...(fields.get(protection.category) ?? []), coordinate]);
  }
  return fields;
}

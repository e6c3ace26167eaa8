import { CHECKED_ON, describe, RULES, STATUSES, type Rule } from '../../subgraphs/eligibility/index.js';
import { page, table } from './markdown.js';

/** The rules by which courses and offers are looked up, as case managers and the Steuerungsgremium read them. */
export function eligibilityRules(): string {
  const numbers = [...new Set(RULES.map(numberOf))].sort();
  return page(
    '# Zugangsregeln / Eligibility rules',
    `Hinweise für Fachkräfte, keine Entscheidungen (Art. 22 DSGVO); geprüft auf dem Stand ${CHECKED_ON}. Unter den Regeln einer Angebotsart entscheidet die erste, die zutrifft; ` +
      'könnte eine frühere noch zutreffen, ist zu prüfen. / ' +
      `Hints for professionals, no decisions (Art. 22 GDPR); checked as of ${CHECKED_ON}. Of the rules of a kind of offer the first that holds decides; where an earlier one could still hold, it has to be checked.`,
    ...numbers.flatMap((number) => [
      `## ${number}`,
      table(
        ['Regel / Rule', 'Angebote / Offers', 'Bedingung / Condition', 'Hinweis / Hint', 'Aussage / Statement', 'Quelle / Source', 'Gilt / In force'],
        RULES.filter((rule) => numberOf(rule) === number).map(row),
      ),
    ]),
    '## Aufenthaltsstatus / Residence status',
    table(
      ['Status', 'Gruppe / Group', 'Grundlage / Basis', 'Arbeit nach dem Gesetz / Work by law'],
      [...STATUSES].map(([status, { group, basis, work }]) => [status, group, basis, work]),
    ),
  );
}

const numberOf = ({ id }: Rule): string => id.split('.')[0]!;

const row = ({ id, topics, when, outcome, de, en, source, citation, validFrom, validTo, set }: Rule): readonly string[] => [
  id, topics.join(', '), describe(when), outcome, `${de} / ${en}`, `${source}: ${citation}`,
  `${validFrom === null && validTo === null ? '–' : `${validFrom ?? ''} – ${validTo ?? ''}`}${set === null ? '' : `; nur mit / only with ${set}`}`,
];

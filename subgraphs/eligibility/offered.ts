import { between, is, not, always, type Condition } from './condition.js';
import { addDays, type Day } from './days.js';
import { LEVELS, MUNICIPALITIES } from './person.js';
import type { Rule } from './rule.js';
import type { Topic } from './topics.js';

/** What a catalogue says itself about who can use an offer. What is left out sets no limit. */
export interface Offered {
  readonly topic: Topic;
  readonly ageMin?: number | null;
  readonly ageMax?: number | null;
  /** Level that is required at the start. */
  readonly level?: (typeof LEVELS)[number] | null;
  readonly municipalitiesExcluded?: readonly (typeof MUNICIPALITIES)[number][];
  /** Last day on which one can take part. */
  readonly lastDay?: Day | null;
}

const OLDEST = 130;

/** The provider's own conditions as rules; they only ever bar, so they stand before all others. */
export function conditionsOf({ topic, ageMin, ageMax, level, municipalitiesExcluded = [], lastDay }: Offered): readonly Rule[] {
  const bar = (id: string, when: Condition, de: string, en: string, validFrom: Day | null = null): Rule => ({
    id: `KATALOG.${id}`, topics: [topic], when, outcome: 'NICHT_ZUGAENGLICH', source: 'PRACTICE', citation: 'Angabe des Anbieters im Katalog', de, en, validFrom, validTo: null, set: null,
  });
  const found: Rule[] = [];
  if (lastDay) found.push(bar('ende', always, `Das Angebot endete am ${lastDay}`, `The offer ended on ${lastDay}`, addDays(lastDay, 1)));
  if (municipalitiesExcluded.length > 0) {
    found.push(bar('kommune', is('municipality', ...municipalitiesExcluded), `Nicht in: ${municipalitiesExcluded.join(', ')}`, `Not in: ${municipalitiesExcluded.join(', ')}`));
  }
  const hasAge = typeof ageMin === 'number' || typeof ageMax === 'number';
  if (hasAge) found.push(bar('alter', not(between('age', ageMin ?? 0, ageMax ?? OLDEST)), `Alter ${ageMin ?? 0}–${ageMax ?? ''}`, `Age ${ageMin ?? 0}–${ageMax ?? ''}`));
  if (level) found.push(bar('niveau', is('level', ...LEVELS.slice(0, LEVELS.indexOf(level))), `Vorausgesetzt wird ${level}`, `${level} is required`));
  return found.filter(({ when }) => when.kind !== 'IN' || when.values.length > 0);
}

import { rulesOf } from './catalogue.js';
import { changes, type Change } from './changes.js';
import { evaluate, openAttributes, type Truth } from './condition.js';
import type { Day } from './days.js';
import { conditionsOf, type Offered } from './offered.js';
import type { Attribute, HypotheticalPerson } from './person.js';
import { isInForce, type Outcome, type Rule, type RuleSet } from './rule.js';
import { alternativesTo, type Topic } from './topics.js';

/** A rule in force, and whether it holds for the person. */
export interface JudgedRule {
  readonly rule: Rule;
  readonly holds: Truth;
  /** Whether the outcome rests on it. */
  readonly decisive: boolean;
}

/** A hint for a professional about one offer; never a decision about a person (Art. 22 GDPR). */
export interface Assessment {
  readonly topic: Topic;
  readonly asOf: Day;
  readonly outcome: Outcome;
  /** Whether nothing that could become known would change the outcome. */
  readonly settled: boolean;
  /** All rules in force, those that the outcome rests on first. */
  readonly rules: readonly JudgedRule[];
  /** What one would have to know for a settled outcome. */
  readonly unknownAttributes: readonly Attribute[];
  /** Single attributes with which the outcome would be another one, and settled. */
  readonly whatWouldChangeIt: readonly Change[];
  /** What else serves the same end and is not closed. */
  readonly alternatives: readonly { readonly topic: Topic; readonly outcome: Outcome }[];
}

/** What holds where no rule does. */
const OTHERWISE: Outcome = 'PRUEFUNG_NOETIG';

/**
 * What the rules say about a person of whom only this is known, as of a day. The first rule that holds decides; where a rule
 * before it could still hold and say something else, the outcome is open: `PRUEFUNG_NOETIG`. So more knowledge settles open
 * outcomes and never changes settled ones.
 */
export function assess(person: HypotheticalPerson, offer: Offered, asOf: Day, sets: readonly RuleSet[] = []): Assessment {
  const judgement = judge(person, offer, asOf, sets);
  const inForce = rulesInForce(offer, asOf, sets);
  const isOpen = judgement.outcome !== 'NICHT_ZUGAENGLICH' && judgement.outcome !== 'PRUEFUNG_NOETIG';
  return {
    ...judgement,
    get whatWouldChangeIt() { // many judgements: only for whoever reads it
      return changes(person, judgement.rules.map(({ rule }) => rule), asOf, judgement.outcome, (changed) => verdictOf(judging(inForce, changed, asOf)));
    },
    get alternatives() {
      const others = isOpen ? [] : alternativesTo(offer.topic).map((topic) => ({ topic, outcome: judge(person, { topic }, asOf, sets).outcome }));
      return others.filter(({ outcome }) => outcome !== 'NICHT_ZUGAENGLICH');
    },
  };
}

export type Judgement = Pick<Assessment, 'topic' | 'asOf' | 'outcome' | 'settled' | 'rules' | 'unknownAttributes'>;

/** The outcome and its reasons alone. */
export function judge(person: HypotheticalPerson, offer: Offered, asOf: Day, sets: readonly RuleSet[] = []): Judgement {
  const judged = [...judging(rulesInForce(offer, asOf, sets), person, asOf)];
  const { first, decided, open, settled, outcome } = verdictOf(judged);
  const rules = judged.map(({ rule, holds }): JudgedRule => {
    const isReason = holds === 'TRUE' && rule.outcome === decided && (rule.when.kind !== 'OTHERWISE' || rule === first);
    return { rule, holds, decisive: isReason || (!settled && open.includes(rule)) };
  });
  return {
    topic: offer.topic, asOf, settled, outcome,
    rules: [...rules.filter(({ decisive }) => decisive), ...rules.filter(({ decisive }) => !decisive)],
    unknownAttributes: settled ? [] : [...new Set(open.flatMap(({ when }) => openAttributes(when, person, asOf)))],
  };
}

const rulesInForce = (offer: Offered, asOf: Day, sets: readonly RuleSet[]): readonly Rule[] =>
  [...conditionsOf(offer), ...rulesOf(offer.topic)].filter((rule) => isInForce(rule, asOf) && (rule.set === null || sets.includes(rule.set)));

/** One rule after another, only as far as they are looked at. */
function* judging(rules: readonly Rule[], person: HypotheticalPerson, asOf: Day): Generator<{ readonly rule: Rule; readonly holds: Truth }> {
  for (const rule of rules) yield { rule, holds: evaluate(rule.when, person, asOf) };
}

/** What comes out: the first rule that holds, and those before it that could. */
function verdictOf(judged: Iterable<{ readonly rule: Rule; readonly holds: Truth }>) {
  const open: Rule[] = [];
  let first: Rule | null = null;
  for (const { rule, holds } of judged) {
    if (holds === 'TRUE') {
      first = rule;
      break;
    }
    if (holds === 'UNKNOWN') open.push(rule);
  }
  const decided = first?.outcome ?? OTHERWISE;
  const settled = open.every(({ outcome }) => outcome === decided);
  return { first, decided, open, settled, outcome: settled ? decided : OTHERWISE };
}

import type { Condition } from './condition.js';
import type { Day } from './days.js';
import type { Topic } from './topics.js';

/** What a professional is told; never a decision. Ordered from the strongest to the weakest access. */
export const OUTCOMES = ['VERPFLICHTUNG_MOEGLICH', 'ANSPRUCH', 'ZULASSUNG_MOEGLICH', 'PRUEFUNG_NOETIG', 'NICHT_ZUGAENGLICH'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where a rule comes from: the county's own Handlungsstruktur, the law, or how offices and providers handle it. */
export const SOURCES = ['HANDLUNGSSTRUKTUR', 'LAW', 'PRACTICE'] as const;
export type Source = (typeof SOURCES)[number];

/** Rules that replace others when they are asked for; nothing is on by default. */
export const RULE_SETS = ['SEED_2020'] as const;
export type RuleSet = (typeof RULE_SETS)[number];

/** A rule as data. Among the rules of a topic the first that holds decides. */
export interface Rule {
  /** Unique: the catalogue's number, a dot, and the rule's own name. */
  readonly id: string;
  readonly topics: readonly Topic[];
  readonly when: Condition;
  readonly outcome: Outcome;
  readonly source: Source;
  readonly citation: string;
  /** What the rule says when it holds, for the professional. */
  readonly de: string;
  readonly en: string;
  /** First and last day in force; `null`: no limit is known. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  /** Only in force if this set is asked for. */
  readonly set: RuleSet | null;
}

/** A rule with what most rules have in common filled in. */
export type Draft = Omit<Rule, 'topics' | 'validFrom' | 'validTo' | 'set'> & Partial<Pick<Rule, 'validFrom' | 'validTo' | 'set'>>;

export const rules = (topics: readonly Topic[], drafts: readonly Draft[]): readonly Rule[] =>
  drafts.map((draft) => ({ validFrom: null, validTo: null, set: null, ...draft, topics }));

export const isInForce = ({ validFrom, validTo }: Pick<Rule, 'validFrom' | 'validTo'>, asOf: Day): boolean =>
  (validFrom === null || validFrom <= asOf) && (validTo === null || asOf <= validTo);

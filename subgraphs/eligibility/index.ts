/**
 * Who may take part in what: rules as data, and what they say about somebody of whom little is known. Pure: no dependencies,
 * no clock, no person. Shared by the agencies and the gateway's own subgraph.
 */
export { assess, judge, type Assessment, type JudgedRule, type Judgement } from './assess.js';
export { CHECKED_ON, RULES, rulesOf } from './catalogue.js';
export type { Change } from './changes.js';
export type { Condition, Truth } from './condition.js';
export { addDays, addMonths, daysBetween, yearsBetween, type Day } from './days.js';
export { describe } from './describe.js';
export type { Offered } from './offered.js';
export * from './person.js';
export { isInForce, OUTCOMES, RULE_SETS, SOURCES, type Outcome, type Rule, type RuleSet, type Source } from './rule.js';
export { SHOWN_AS, STATUSES, statusesShownAs, type Status, type StatusGroup } from './statuses.js';
export * from './topics.js';

import type { Instant } from '../core/index.js';
import type { Paper } from './paper.js';
import { problem, type Problem, type Severity } from './problem.js';

/** A sentence of the law about a paper: when it holds, and what to tell where it does not. */
export interface Rule {
  readonly code: string;
  readonly field: string;
  readonly severity?: Severity;
  readonly holds: (paper: Paper, now: Instant) => boolean;
  /** German, then English. */
  readonly tells: (paper: Paper) => readonly [de: string, en: string];
}

/** All rules that a paper breaks, in their order. */
export const broken = (rules: readonly Rule[], paper: Paper, now: Instant): Problem[] =>
  rules.filter(({ holds }) => !holds(paper, now)).map(({ code, field, severity, tells }) => problem(code, field, ...tells(paper), severity));

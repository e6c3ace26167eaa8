import type { Instant, Policy } from '../core/index.js';
import { FORM_RULES } from './form-rules.js';
import { INFORMATION_RULES } from './information-rules.js';
import { CHILD_INTERPRETS, INTERPRETER_RULES } from './interpreter-rules.js';
import type { Paper } from './paper.js';
import { problem, type Problem } from './problem.js';
import { DATE_OF_BIRTH, REPRESENTATION_RULES } from './representation-rules.js';
import { broken, type Rule } from './rule.js';
import { governedByStatute } from './statute-rules.js';
import { SECRECY_RULES, TERMS_RULES } from './terms-rules.js';

const WORDING: readonly Rule[] = [...TERMS_RULES, ...FORM_RULES, ...SECRECY_RULES];

/** What stands against drawing a form up: its wording, and statutes that make it needless. */
export const problemsOfDraft = (paper: Paper, policy: Policy, now: Instant): Problem[] =>
  [...broken(WORDING, paper, now), ...governedByStatute(paper, policy, now)];

/** What stands against filing a draft: the date of birth may still be missing, but cannot be nonsense. */
export const problemsOfDrafting = (paper: Paper, policy: Policy, now: Instant): Problem[] =>
  [...problemsOfDraft(paper, policy, now), ...(paper.ofAgeAt === null ? [] : broken([DATE_OF_BIRTH], paper, now))];

/** What is missing until the client has been told everything. */
export const problemsOfInformation = (paper: Paper, now: Instant): Problem[] => broken(INFORMATION_RULES, paper, now);

/** Everything that stands against signing, field by field: what `checkConsent` tells is what giving would refuse. */
export const problemsOfGiving = (paper: Paper, policy: Policy, now: Instant): Problem[] =>
  [...problemsOfDraft(paper, policy, now), ...broken([...INFORMATION_RULES, CHILD_INTERPRETS, ...INTERPRETER_RULES, ...REPRESENTATION_RULES], paper, now)];

/** A consent is given before, never afterwards (domain C.5 no. 1). */
const NO_LATER_APPROVAL: Rule = {
  code: 'APPROVED_LATER', field: 'validFrom', holds: ({ from, givenBy }) => givenBy.every(({ signedAt }) => signedAt <= from),
  tells: () => ['Keine nachträgliche Genehmigung: validFrom darf nicht vor der Unterschrift liegen', 'no later approval: validFrom must not lie before the signature'],
};

/**
 * What stands against recording a paper that was signed elsewhere and is kept there with its evidence: who signed is
 * judged if it is stated.
 */
export const problemsOfRecording = (paper: Paper, policy: Policy, now: Instant): Problem[] => {
  const saysWhoSigned = paper.givenBy.length > 0 || paper.ofAgeAt !== null;
  return [...problemsOfDraft(paper, policy, now), ...broken([...INTERPRETER_RULES, ...(saysWhoSigned ? [...REPRESENTATION_RULES, NO_LATER_APPROVAL] : [])], paper, now)];
};

/** Signing does not say anew how old the client is: a draft for a minor never becomes an adult's paper. */
export const problemsOfAge = (drafted: Pick<Paper, 'ofAgeAt'>, signed: Pick<Paper, 'ofAgeAt'>): Problem[] =>
  drafted.ofAgeAt === null || drafted.ofAgeAt === signed.ofAgeAt ? [] : [problem('DATE_OF_BIRTH_DIFFERS', 'dateOfBirth',
    'Der Entwurf nennt ein anderes Geburtsdatum: prüfen, notfalls neu entwerfen', 'the draft states another date of birth: check it, draw the form up anew if need be')];

/** Whether something stands in the way; a warning does not. */
export const prevent = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'PROBLEM');

import type { Consent } from '../core/index.js';
import { consentOf, prevent, problemsOfRecording } from '../lifecycle/index.js';
import { signedPaper } from './change-consent.resolver.js';
import type { ConsentPaperInput, ConsentProblem } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { paperOfInput, problemsOfSignatories } from './paper-of-input.js';
import { shownProblem } from './step.js';

/** Everything that stands against recording a signed release. */
export const validateConsent = (input: ConsentPaperInput, context: ConsentApiContext): ConsentProblem[] =>
  [...problemsOfSignatories(input.givenBy, context), ...problemsOfRecording(paperOfInput(input, context), context.policy, context.now)]
    .filter((one) => prevent([one])).map(shownProblem);

/** The records that an input would become: one, or one for each direction. */
export const directions = (input: ConsentPaperInput, context: ConsentApiContext): Consent[] =>
  signedPaper(paperOfInput(input, context), '', context).map(consentOf);

export { wellKeyed } from './well-keyed.js';

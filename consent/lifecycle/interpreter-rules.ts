import type { InterpreterKind } from './document.js';
import type { Evidence } from './paper.js';
import type { Rule } from './rule.js';

const UNTRAINED: readonly InterpreterKind[] = ['UNGESCHULT_UMFELD', 'ERWACHSENER_ANGEHOERIGER'];

/** What a child translated counts for nothing, whatever the paper says: the child could not know, the parent could not be free. */
export const isVoidByInterpreter = ({ interpreter }: Pick<Evidence, 'interpreter'>): boolean => interpreter === 'KIND';

const isUntrained = ({ interpreter }: Evidence): boolean => interpreter !== null && UNTRAINED.includes(interpreter);

/** Told before signing, so that somebody trained can still be asked. */
export const CHILD_INTERPRETS: Rule = {
  code: 'INTERPRETER_IS_CHILD', field: 'interpreter', severity: 'WARNING', holds: (paper) => !isVoidByInterpreter(paper),
  tells: () => ['Ein Kind darf nicht dolmetschen: so wäre die Entbindung unwirksam', 'a child must not interpret: the release would be void'],
};

export const INTERPRETER_RULES: readonly Rule[] = [
  {
    code: 'INTERPRETER_UNTRAINED', field: 'interpreter', severity: 'WARNING', holds: (paper) => !isUntrained(paper),
    tells: () => ['Ungeschult gedolmetscht: besser geschulte Sprachmittlung anfragen', 'interpreted by an untrained person: better ask for a trained interpreter'],
  },
  {
    code: 'CONFIRMATION_TALK_MISSING', field: 'confirmationTalkAt', holds: (paper, now) => !isUntrained(paper) || (paper.confirmationTalkAt ?? Infinity) <= now,
    tells: () => [
      'Ungeschult gedolmetscht: zählt erst nach einem Bestätigungsgespräch; dessen Zeitpunkt angeben', 'interpreted by an untrained person: counts only after a confirmation talk; state its time',
    ],
  },
];

import { FORM_LANGUAGES, INFORMED_ABOUT, type InformedAbout } from './document.js';
import type { Evidence } from './paper.js';
import type { Rule } from './rule.js';

/** What each point of the checklist means to the person who talks to the client. */
const POINTS: Readonly<Record<InformedAbout, readonly [de: string, en: string]>> = {
  NECESSITY: ['Notwendigkeit', 'necessity'],
  REACH: ['Reichweite', 'reach'],
  POSSIBLE_CONSEQUENCES: ['mögliche Folgen', 'possible consequences'],
  REFUSAL_WITHOUT_DISADVANTAGE: ['Verweigerung ohne Nachteil', 'refusal without disadvantage'],
  CONSEQUENCES_OF_REFUSAL: ['Folgen der Verweigerung', 'consequences of refusal'],
  WITHDRAWAL_ANY_TIME: ['Widerruf jederzeit, und wie', 'withdrawal at any time, and how'],
  RECIPIENTS_OWN_DUTIES: ['eigene gesetzliche Pflichten der Empfänger (§ 87 AufenthG)', 'the recipients’ own statutory duties (§ 87 AufenthG)'],
  RETENTION: ['Aufbewahrung', 'retention'],
};

const untold = ({ informedAbout }: Evidence): InformedAbout[] => INFORMED_ABOUT.filter((point) => !informedAbout.includes(point));

/** Consent is informed, in a language that is understood (§ 67b Abs. 2 S. 3 SGB X, Art. 7 and 13 GDPR). */
export const INFORMATION_RULES: readonly Rule[] = [
  {
    code: 'INFORMATION_INCOMPLETE', field: 'informedAbout', holds: (paper) => untold(paper).length === 0,
    tells: (paper) => [
      `Aufklärung unvollständig, es fehlt: ${untold(paper).map((point) => POINTS[point][0]).join(', ')}`,
      `information incomplete, missing: ${untold(paper).map((point) => POINTS[point][1]).join(', ')}`,
    ],
  },
  {
    code: 'LANGUAGE_UNKNOWN', field: 'language', holds: ({ language }) => FORM_LANGUAGES.some((known) => known === language),
    tells: () => [`Sprache der Aufklärung angeben: ${FORM_LANGUAGES.join(', ')}`, `state the language of the information: ${FORM_LANGUAGES.join(', ')}`],
  },
  {
    code: 'FORM_VERSION_MISSING', field: 'formVersion', holds: ({ formVersion }) => (formVersion ?? '').trim() !== '',
    tells: () => ['Fassung des Formulars angeben', 'state the version of the form'],
  },
];

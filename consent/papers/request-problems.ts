import { consentOf, FORM_LANGUAGES, isGiven, problem, stateAt, type FiledConsent, type FormLanguage, type Problem } from '../lifecycle/index.js';
import { isUnderstood, type Instant } from '../core/index.js';
import { readLinkingCode } from '../linking/code.js';
import type { ConsentPaperRequest, PaperDisplayInput } from './paper.types.js';

/** The longest that a value may be: an address needs 200 characters, a page holds a few thousand. */
const LONGEST = 500;

export const isFormLanguage = (language: string): language is FormLanguage => FORM_LANGUAGES.some((known) => known === language);

/** The directions of a paper that a kind of print is about: what nobody has signed yet, or what is given. */
export const printable = (kind: ConsentPaperRequest['kind'], paper: readonly FiledConsent[], now: Instant): FiledConsent[] =>
  paper.filter((consent) => (kind === 'FORM' ? consent.state === 'ENTWURF' || consent.state === 'BEDENKZEIT' : isGiven(consent, now)));

/** All that stands against printing, at once; `meant` are the directions that would be printed. */
export function problemsOfPrinting({ kind, language, consent, display }: ConsentPaperRequest, paper: readonly FiledConsent[], meant: readonly FiledConsent[], now: Instant): Problem[] {
  const state = paper.filter(({ id }) => id === consent).map((one) => stateAt(one, now)).join();
  const recorded = kind === 'COPY' ? meant[0]?.language : null;
  const broken = meant.some((one) => !isUnderstood(consentOf(one)));
  const unnamed = broken ? [] : unnamedIn(meant, display);
  const checks: readonly (readonly [boolean, Problem])[] = [
    [meant.some(({ id }) => id === consent), problem('KIND_FORBIDDEN', 'kind', `Im Stand ${state} nicht möglich: FORM vor der Unterschrift, COPY und WITHDRAWAL für Erteiltes`, `not possible in the state ${state}: FORM before signing, COPY and WITHDRAWAL of what is given`)],
    [!broken, problem('RECORD_BROKEN', 'consent', 'Die Entbindung ist nicht lesbar: neu erfassen', 'the release is unreadable: record it anew')],
    [isFormLanguage(language), problem('LANGUAGE_UNKNOWN', 'language', `Sprache angeben: ${FORM_LANGUAGES.join(', ')}`, `give a language: ${FORM_LANGUAGES.join(', ')}`)],
    [!recorded || recorded === language, problem('LANGUAGE_DIFFERS', 'language', `Die Kopie gibt wieder, was unterschrieben wurde, in der Sprache der Aufklärung: ${recorded}`, `the copy says what was signed, in the language of the information: ${recorded}`)],
    [unnamed.length === 0, problem('NAME_MISSING', 'display.personNames', `Es fehlen die Namen von ${unnamed.join(', ')}`, `the names of ${unnamed.join(', ')} are missing`)],
    [!display.linkingCode || readLinkingCode(display.linkingCode) !== null, problem('LINKING_CODE_INVALID', 'display.linkingCode', 'Das ist kein Verknüpfungscode: genau abschreiben', 'this is no linking code: copy it exactly')],
    ...Object.entries(mandatory(display)).map(([name, value]): [boolean, Problem] => [value.trim() !== '', problem('VALUE_MISSING', `display.${name}`, 'Angabe fehlt', 'value missing')]),
    [valuesOf(display).every((value) => value.length <= LONGEST), problem('VALUE_TOO_LONG', 'display', `Höchstens ${LONGEST} Zeichen je Angabe`, `at most ${LONGEST} characters each`)],
  ];
  return checks.filter(([met]) => !met).map(([, found]) => found);
}

const mandatory = ({ clientName, contact, dataProtectionOfficer }: PaperDisplayInput) => ({ clientName, contact, dataProtectionOfficer });

const valuesOf = (display: PaperDisplayInput): string[] => [
  ...Object.values(mandatory(display)), display.clientBirthDate ?? '', display.fileReference ?? '',
  ...[...display.personNames, ...display.signatoryNames].map(({ name }) => name),
];

function unnamedIn(consents: readonly FiledConsent[], { personNames }: PaperDisplayInput): string[] {
  const named = new Set(personNames.filter(({ name }) => name.trim() !== '').map(({ person }) => person));
  const persons = consents.flatMap(({ releasingPersons, receivingPersons }) => [...releasingPersons, ...receivingPersons].map(({ person }) => person));
  return [...new Set(persons)].filter((person) => !named.has(person));
}

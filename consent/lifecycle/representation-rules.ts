import type { Instant } from '../core/index.js';
import { isFifteen, isOfAge } from './coming-of-age.js';
import type { Signatory, SignatoryCapacity } from './document.js';
import type { Paper } from './paper.js';
import type { Rule } from './rule.js';

const PARENTS: readonly SignatoryCapacity[] = ['ELTERNTEIL_GEMEINSAM', 'ELTERNTEIL_ALLEIN'];
const GUARDIANS: readonly SignatoryCapacity[] = ['AMTSVORMUND', 'VEREINSVORMUND', 'BERUFSVORMUND', 'EHRENAMTL_VORMUND', 'PFLEGER'];

const signedAs = ({ givenBy }: Paper, ...capacities: readonly SignatoryCapacity[]): Signatory[] => givenBy.filter(({ capacity }) => capacities.includes(capacity));
const hasAge = ({ ofAgeAt }: Paper): boolean => Number.isFinite(ofAgeAt);
const isAdult = (paper: Paper, now: Instant): boolean => hasAge(paper) && isOfAge(paper.ofAgeAt!, now);
const isMinor = (paper: Paper, now: Instant): boolean => hasAge(paper) && !isOfAge(paper.ofAgeAt!, now);
const isUnsigned = ({ givenBy }: Paper): boolean => givenBy.length === 0;
const signedBySelf = (paper: Paper): boolean => signedAs(paper, 'SELBST').length > 0;
const adultIsRepresented = (paper: Paper): boolean => paper.ableToUnderstand === false && signedAs(paper, 'BETREUER').length > 0;

/** Two signatures of the same parent are one. */
const jointParents = (paper: Paper): number => {
  const signatures = signedAs(paper, 'ELTERNTEIL_GEMEINSAM');
  return new Set(signatures.map(({ client }, index) => client ?? index)).size;
};
const hasOtherCustody = (paper: Paper): boolean => signedAs(paper, 'ELTERNTEIL_ALLEIN', ...GUARDIANS).length > 0;
const caseworkerDecided = ({ secondParentReason }: Paper): boolean => (secondParentReason ?? '').trim() !== '';

/** From fifteen, a young person decides too, unless found unable to understand (§ 36 SGB I; both are asked). */
const mustCoDecide = (paper: Paper, now: Instant): boolean => isMinor(paper, now) && isFifteen(paper.ofAgeAt!, now) && paper.ableToUnderstand !== false;

/** Whose age nobody knows might be a minor; what is stated must be a date. */
export const DATE_OF_BIRTH: Rule = {
  code: 'DATE_OF_BIRTH_MISSING', field: 'dateOfBirth', holds: hasAge,
  tells: () => ['Geburtsdatum angeben (JJJJ-MM-TT); gespeichert wird nur der 18. Geburtstag', 'state the date of birth (YYYY-MM-DD); only the 18th birthday is kept'],
};

/** Who can release whose secrets (domain C.5; §§ 1626, 1629, 1773, 1789, 1814 BGB). */
export const REPRESENTATION_RULES: readonly Rule[] = [
  DATE_OF_BIRTH,
  {
    code: 'SIGNATORY_MISSING', field: 'givenBy', holds: (paper) => !isUnsigned(paper),
    tells: () => ['Angeben, wer unterschreibt', 'state who signs'],
  },
  {
    code: 'SIGNED_IN_FUTURE', field: 'givenBy', holds: ({ givenBy }, now) => givenBy.every(({ signedAt }) => signedAt <= now),
    tells: () => ['Eine Unterschrift liegt in der Zukunft; Zeitpunkt prüfen', 'a signature lies in the future; check its time'],
  },
  {
    code: 'NOT_THE_CLIENT', field: 'givenBy', holds: (paper) => signedAs(paper, 'SELBST').every(({ client }) => client === null || client === paper.client),
    tells: () => [
      'Niemand entbindet für Geheimnisse einer anderen Person: „SELBST“ ist nur die Klientin oder der Klient selbst',
      'nobody releases the secrets of another person: SELBST is the client alone',
    ],
  },
  {
    code: 'REPRESENTS_ONESELF', field: 'givenBy',
    holds: (paper) => paper.givenBy.every(({ capacity, client }) => capacity === 'SELBST' || client === null || client !== paper.client),
    tells: () => ['Niemand vertritt sich selbst: Eigenschaft der Unterschrift prüfen', 'nobody represents themselves: check the capacity of the signature'],
  },
  {
    code: 'REPRESENTATIVE_INVALID', field: 'givenBy',
    holds: (paper, now) => isUnsigned(paper) || !isAdult(paper, now) || signedBySelf(paper) || adultIsRepresented(paper),
    tells: () => [
      'Volljährige unterschreiben selbst; die Betreuung nur, wenn die Einsichtsfähigkeit fehlt', 'adults sign themselves; a Betreuer only where the ability to understand is lacking',
    ],
  },
  {
    code: 'REPRESENTATIVE_MISSING', field: 'givenBy',
    holds: (paper, now) => isUnsigned(paper) || !isMinor(paper, now) || signedAs(paper, ...PARENTS, ...GUARDIANS).length > 0,
    tells: () => ['Minderjährig: Sorgeberechtigte oder Vormund müssen unterschreiben', 'under age: whoever has custody or guardianship must sign'],
  },
  {
    code: 'SECOND_PARENT_MISSING', field: 'givenBy',
    holds: (paper, now) => !isMinor(paper, now) || hasOtherCustody(paper) || jointParents(paper) !== 1 || caseworkerDecided(paper),
    tells: () => [
      'Gemeinsame Sorge: es fehlt der zweite Elternteil; Unterschrift einholen oder in secondParentReason begründen, warum eine genügt (§§ 1629, 1687 BGB)',
      'joint custody: the second parent is missing; get the signature, or give the reason in secondParentReason why one is enough (§§ 1629, 1687 BGB)',
    ],
  },
  {
    code: 'CO_DECISION_MISSING', field: 'givenBy', holds: (paper, now) => isUnsigned(paper) || !mustCoDecide(paper, now) || signedBySelf(paper),
    tells: () => ['Ab 15 Jahren unterschreibt die oder der Jugendliche mit (§ 36 SGB I)', 'from the age of 15 the young person signs too (§ 36 SGB I)'],
  },
  {
    code: 'GUARDIAN_UNIT_MISSING', field: 'givenBy', holds: (paper) => signedAs(paper, 'AMTSVORMUND').every(({ unit }) => unit?.startsWith('JUGENDAMT:') ?? false),
    tells: () => ['Amtsvormundschaft: das Jugendamt nennen', 'Amtsvormund: name the Jugendamt'],
  },
];

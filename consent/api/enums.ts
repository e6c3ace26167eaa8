import { registerEnumType } from 'type-graphql';
import { BASIS_KINDS, CARRIED, CATEGORIES, PURPOSES, RECEIVING_ROLES, ROLES } from '../core/index.js';
import { INFORMED_ABOUT, REVIEW_KINDS } from '../lifecycle/index.js';
import { textEnum } from '../../subgraphs/kit/enums.js';

type Labels = Readonly<Record<string, { readonly de: string; readonly en: string }>>;

/** An enum out of a table of the rules, with its labels. */
export function tableEnum(name: string, description: string, table: Labels): Readonly<Record<string, string>> {
  const names = Object.keys(table);
  const members = Object.fromEntries(names.map((value) => [value, value]));
  registerEnumType(members, {
    name, description,
    valuesConfig: Object.fromEntries(names.map((value) => [value, { description: `${table[value]!.de} / ${table[value]!.en}` }])),
  });
  return members;
}

/** What the gateway can carry; T6 has no name here (schema rule 5). */
export const CategoryEnum = tableEnum('Category', 'Datenkategorie / Category of data',
  Object.fromEntries(CARRIED.map((code) => [code, CATEGORIES.get(code)!])));
export const PurposeEnum = tableEnum('Purpose', 'Zweck der Anfrage / Purpose of a request', PURPOSES);
export const ReceivingRoleEnum = tableEnum('ReceivingRole', 'Funktion, an die freigegeben werden kann / Function to which can be released',
  Object.fromEntries(RECEIVING_ROLES.map((role) => [role, ROLES[role]])));
export const BasisKindEnum = textEnum('BasisKind', 'Art der Rechtsgrundlage / Kind of legal basis', BASIS_KINDS);
export const ConsentStateEnum = textEnum('ConsentState', 'Stand der Schweigepflichtsentbindung / State of a release from confidentiality', [
  'ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT', 'UNWIRKSAM',
]);
export const ConsentFormEnum = textEnum('ConsentForm', 'Form der Erklärung / Form of the declaration', [
  'SCHRIFTLICH', 'ELEKTRONISCH', 'MUENDLICH_BESONDERE_UMSTAENDE',
]);
export const InterpreterEnum = textEnum('Interpreter', 'Wer gedolmetscht hat / Who interpreted', [
  'PROFESSIONELL', 'GESCHULT_KI', 'GESCHULT_DRK', 'UNGESCHULT_UMFELD', 'ERWACHSENER_ANGEHOERIGER', 'KIND',
]);
export const InformedAboutEnum = textEnum('InformedAbout', 'Punkt der Aufklärung / Point of the information', INFORMED_ABOUT);
export const SignatoryCapacityEnum = textEnum('SignatoryCapacity', 'Eigenschaft einer Unterschrift / Capacity of a signature', [
  'SELBST', 'ELTERNTEIL_GEMEINSAM', 'ELTERNTEIL_ALLEIN', 'AMTSVORMUND', 'VEREINSVORMUND', 'BERUFSVORMUND', 'EHRENAMTL_VORMUND', 'PFLEGER', 'BETREUER',
]);
export const ReviewKindEnum = textEnum('ReviewKind', 'Anlass einer Überprüfung / Occasion of a review', REVIEW_KINDS);
export const DenyReasonEnum = textEnum('DenyReason', 'Warum etwas nicht freigegeben ist / Why something is withheld', [
  'NO_BASIS', 'CONSENT_MISSING', 'CONSENT_EXPIRED', 'CONSENT_WITHDRAWN', 'OUT_OF_SCOPE_CATEGORY', 'OUT_OF_SCOPE_RECIPIENT',
  'OUT_OF_SCOPE_PERSON', 'OUT_OF_SCOPE_PURPOSE', 'EXPLICITLY_EXCLUDED', 'SPECIAL_CATEGORY_NOT_EXPLICIT',
  'SECRECY_NOT_RELEASED', 'AGE_REVIEW_DUE', 'NEVER_VIA_GATEWAY', 'UNKNOWN_SUBJECT',
]);

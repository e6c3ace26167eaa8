import { registerEnumType } from 'type-graphql';
import { BASIS_KINDS, CARRIED, CATEGORIES, PURPOSES } from '../core/index.js';
import { textEnum } from '../../subgraphs/kit/enums.js';

type Labels = Readonly<Record<string, { readonly de: string; readonly en: string }>>;

/** An enum out of a table of the rules, with its labels. */
function tableEnum(name: string, description: string, table: Labels): Readonly<Record<string, string>> {
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
export const BasisKindEnum = textEnum('BasisKind', 'Art der Rechtsgrundlage / Kind of legal basis', BASIS_KINDS);
export const ConsentStateEnum = textEnum('ConsentState', 'Stand der Schweigepflichtsentbindung / State of a release from confidentiality', [
  'ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT', 'UNWIRKSAM',
]);
export const ConsentFormEnum = textEnum('ConsentForm', 'Form der Erklärung / Form of the declaration', [
  'SCHRIFTLICH', 'ELEKTRONISCH', 'MUENDLICH_BESONDERE_UMSTAENDE',
]);
export const InterpreterEnum = textEnum('Interpreter', 'Wer gedolmetscht hat / Who interpreted', [
  'KEINE_NOETIG', 'PROFESSIONELL', 'GESCHULT', 'UNGESCHULT', 'KIND',
]);
export type Interpreter = keyof typeof InterpreterEnum;
export const DenyReasonEnum = textEnum('DenyReason', 'Warum etwas nicht freigegeben ist / Why something is withheld', [
  'NO_BASIS', 'CONSENT_MISSING', 'CONSENT_EXPIRED', 'CONSENT_WITHDRAWN', 'OUT_OF_SCOPE_CATEGORY', 'OUT_OF_SCOPE_RECIPIENT',
  'OUT_OF_SCOPE_PERSON', 'OUT_OF_SCOPE_PURPOSE', 'EXPLICITLY_EXCLUDED', 'SPECIAL_CATEGORY_NOT_EXPLICIT',
  'SECRECY_NOT_RELEASED', 'NEVER_VIA_GATEWAY', 'UNKNOWN_SUBJECT',
]);

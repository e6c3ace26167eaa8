import { CATEGORIES, PURPOSES, ROLES, UNITS, type Instant, type NamedPerson, type UnitCode } from '../../core/index.js';
import type { Addressee } from '../addressee.js';
import type { ExchangedConsent } from '../exchanged-consent.js';
import { written } from '../instants.js';
import { done, type Exchanged } from '../problems.js';
import { FORMS, STATES } from '../words.js';
import type { ConsentRecord } from './record.js';
import { toConsentRecord } from './to-record.js';
import { RECEIPT_PROFILE, term } from './vocabulary.js';

/** What the client is handed: the record, and the same in sentences. */
export interface ConsentReceipt {
  readonly '@context': unknown;
  readonly '@type': 'dpv:ConsentReceipt';
  readonly 'dct:conformsTo': readonly [typeof RECEIPT_PROFILE];
  readonly 'dct:created': string;
  readonly 'dct:publisher': string;
  readonly 'schema:recipient': 'dpv:DataSubject';
  readonly 'dct:description': readonly { readonly '@language': 'de' | 'en'; readonly '@value': string }[];
  readonly 'dpv:hasRecordOfActivity': Omit<ConsentRecord, '@context'>;
}

/** The receipt that a unit gives to its client, in German and English. */
export function toConsentReceipt(document: ExchangedConsent, addressee: Addressee, at: Instant): Exchanged<ConsentReceipt> {
  const { value: record, problems } = toConsentRecord(document, addressee);
  if (record === null) return { value: null, problems };
  const { '@context': context, ...activity } = record;
  return done({
    '@context': context,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': [RECEIPT_PROFILE],
    'dct:created': written(at),
    'dct:publisher': term('unit')(addressee.unit),
    'schema:recipient': 'dpv:DataSubject',
    'dct:description': [{ '@language': 'de', '@value': sentences(document, 'de') }, { '@language': 'en', '@value': sentences(document, 'en') }],
    'dpv:hasRecordOfActivity': activity,
  });
}

type Language = 'de' | 'en';

function sentences(document: ExchangedConsent, language: Language): string {
  const say = (de: string, en: string): string => (language === 'de' ? de : en);
  const categories = (codes: ExchangedConsent['categories']): string => codes.map((code) => CATEGORIES.get(code)![language]).join('; ');
  const functions = (document.receivingFunctions ?? []).map(({ unit, role }) => `${ROLES[role][language]} (${UNITS.get(unit)!.name})`);
  const { categories: released, explicitCategories, exclusions, purposes } = document;
  const lines: readonly (readonly [boolean, string, string])[] = [
    [true, say('Wer etwas sagen darf', 'Who may tell'), parties(document.releasingUnits, document.releasingPersons)],
    [true, say('Wem', 'To whom'), [parties(document.receivingUnits, document.receivingPersons), ...functions].filter((text) => text !== '').join('; ')],
    [released.length > 0, say('Was', 'What'), categories(released)],
    [explicitCategories.length > 0, say('Einzeln angekreuzt', 'Ticked one by one'), categories(explicitCategories)],
    [exclusions.length > 0, say('Was diese Stellen einander nie sagen dürfen, auch später nicht', 'What these units may never tell each other, not even later'), categories(exclusions)],
    [true, say('Wofür', 'What for'), purposes.map((code) => PURPOSES[code][language]).join('; ')],
    [true, say('Ab', 'From'), day(document.from, language)],
    [true, say('Gilt nicht mehr ab', 'No longer valid from'), day(document.to, language)],
    [true, say('Form', 'Form'), FORMS[document.form][language]],
    [true, say('Stand', 'State'), STATES[document.state][language]],
  ];
  const withdrawal = say(
    'Sie können jederzeit widerrufen, bei jeder genannten Stelle, ohne Grund und ohne Nachteil. Der Widerruf gilt sofort, für die Zukunft.',
    'You may withdraw at any time, at any unit named here, without a reason and without disadvantage. It takes effect at once, for the future.',
  );
  return [...lines.filter(([holds]) => holds).map(([, what, text]) => `${what}: ${text}.`), withdrawal].join('\n');
}

const parties = (units: readonly UnitCode[], persons: readonly NamedPerson[]): string =>
  [...units.map((unit) => UNITS.get(unit)!.name), ...persons.map(({ unit, person }) => `${person} (${UNITS.get(unit)!.name})`)].join('; ');

/** The minute at which it begins or ends, on the clock of the place. */
const day = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(at);

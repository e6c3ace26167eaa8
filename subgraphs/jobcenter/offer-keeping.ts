import { Field, InputType } from 'type-graphql';
import { UNITS } from '../../consent/core/index.js';
import { CalendarDate } from '../kit/calendar-date.js';
import { COMMON_FIELDS, day, oneOf, optional, required, someOf, type EntryField } from '../kit/catalogue/keeping/fields.js';
import { EntryInput } from '../kit/catalogue/keeping/keeping.js';
import { COMMON_DEFAULTS, COMMON_RULES, type EntrySpec } from '../kit/catalogue/keeping/rows.js';
import { Cefr, Handlungsfeld, Municipality } from '../kit/enums.js';
import { OfferKind } from './enums.js';

const OFFER_FIELDS: readonly EntryField[] = [
  required('kind', 'kind', oneOf(OfferKind)), optional('handlungsfeld', 'handlungsfeld', oneOf(Handlungsfeld)), optional('languageLevelMin', 'language_level_min', oneOf(Cefr)),
  optional('municipality', 'municipality', oneOf(Municipality)), optional('municipalitiesExcluded', 'municipalities_excluded', someOf(Municipality)),
  required('validFrom', 'valid_from', day), optional('validTo', 'valid_to', day),
];

/** How offers of work and training are read and stored. */
export const offerEntries: EntrySpec = {
  table: 'offer',
  fields: [...COMMON_FIELDS, ...OFFER_FIELDS],
  rules: [
    ...COMMON_RULES,
    { field: 'validTo', why: 'liegt vor validFrom / is before validFrom', broken: ({ valid_from: from, valid_to: to }) => to !== null && String(to) < String(from) },
  ],
  defaults: (unit) => ({ ...COMMON_DEFAULTS, provider: UNITS.get(unit)?.name ?? unit, handlungsfeld: 'ARBEIT_AUSBILDUNG', municipalities_excluded: [] }),
};

@InputType({ description: 'Ein Angebot, wie die Stelle es angibt / An offer as the unit gives it' })
export class OfferInput extends EntryInput {
  @Field(() => OfferKind, { description: 'Art / Kind' })
  kind: OfferKind;

  @Field(() => Handlungsfeld, { nullable: true, description: 'Handlungsfeld, sonst Arbeit und Ausbildung / Field of action, otherwise work and training' })
  handlungsfeld?: Handlungsfeld | null;

  @Field(() => Cefr, { nullable: true, description: 'Sprachniveau mindestens / Language level at least' })
  languageLevelMin?: Cefr | null;

  @Field(() => Municipality, { nullable: true, description: 'Ort; ohne Angabe der ganze Kreis / Place; without one the whole county' })
  municipality?: Municipality | null;

  @Field(() => [Municipality], { nullable: true, description: 'Nicht in diesen Kommunen / Not in these municipalities' })
  municipalitiesExcluded?: Municipality[] | null;

  @Field(() => CalendarDate, { description: 'Gültig ab / Valid from' })
  validFrom: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Gültig bis / Valid until' })
  validTo?: string | null;
}

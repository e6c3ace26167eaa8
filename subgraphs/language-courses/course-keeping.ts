import { Field, InputType, Int } from 'type-graphql';
import { UNITS } from '../../consent/core/index.js';
import { CalendarDate } from '../kit/calendar-date.js';
import { COMMON_FIELDS, day, oneOf, optional, required, text, wholeNumber } from '../kit/catalogue/keeping/fields.js';
import { EntryInput } from '../kit/catalogue/keeping/keeping.js';
import { COMMON_DEFAULTS, COMMON_RULES, type EntrySpec } from '../kit/catalogue/keeping/rows.js';
import { Cefr, CourseKind, Municipality } from '../kit/enums.js';

const LEVELS = Object.keys(Cefr);

/** How a provider's courses are read and stored. */
export const courseEntries: EntrySpec = {
  table: 'course',
  fields: [
    ...COMMON_FIELDS,
    required('kind', 'kind', oneOf(CourseKind)), optional('levelFrom', 'level_from', oneOf(Cefr)), optional('levelTo', 'level_to', oneOf(Cefr)),
    required('lessons', 'lessons', wholeNumber(1, 5_000)), required('startsOn', 'starts_on', day), optional('endsOn', 'ends_on', day),
    required('schedule', 'schedule', text(200)), required('municipality', 'municipality', oneOf(Municipality)),
  ],
  rules: [
    ...COMMON_RULES,
    { field: 'endsOn', why: 'liegt vor startsOn / is before startsOn', broken: ({ starts_on: from, ends_on: to }) => to !== null && String(to) < String(from) },
    {
      field: 'levelTo', why: 'liegt unter levelFrom / is below levelFrom',
      broken: ({ level_from: from, level_to: to }) => from !== null && to !== null && LEVELS.indexOf(String(to)) < LEVELS.indexOf(String(from)),
    },
  ],
  defaults: (unit) => ({ ...COMMON_DEFAULTS, provider: UNITS.get(unit)?.name ?? unit }),
};

@InputType({ description: 'Ein Kurs, wie sein Träger ihn angibt / A course as its provider gives it' })
export class CourseInput extends EntryInput {
  @Field(() => CourseKind, { description: 'Kursart / Kind' })
  kind: CourseKind;

  @Field(() => Cefr, { nullable: true, description: 'Eingangsniveau / Level at the start' })
  levelFrom?: Cefr | null;

  @Field(() => Cefr, { nullable: true, description: 'Zielniveau / Level at the end' })
  levelTo?: Cefr | null;

  @Field(() => Int, { description: 'Unterrichtseinheiten zu 45 Minuten / Lessons of 45 minutes' })
  lessons: number;

  @Field(() => CalendarDate, { description: 'Beginn / Starts on' })
  startsOn: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Ende / Ends on' })
  endsOn?: string | null;

  @Field(() => String, { description: 'Unterrichtszeiten / Schedule' })
  schedule: string;

  @Field(() => Municipality, { description: 'Ort / Place' })
  municipality: Municipality;
}

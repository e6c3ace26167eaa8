import { Field, InputType } from 'type-graphql';
import type { CatalogueTable } from '../kit/catalogue/catalogue.js';
import type { Format } from '../kit/catalogue/entry.js';
import { CatalogueFilter } from '../kit/catalogue/filter.js';
import { CourseKind, type Cefr, type Municipality } from '../kit/enums.js';

@InputType({ description: 'Welche Kurse; was fehlt, ist gleich / Which courses; what is left out does not matter' })
export class CourseFilter extends CatalogueFilter {
  @Field(() => [CourseKind], { nullable: true, description: 'Kursarten / Kinds of courses' })
  kinds?: CourseKind[] | null;
}

interface CourseRow {
  readonly id: string;
  readonly title: string;
  readonly kind: CourseKind;
  readonly provider: string;
  readonly funded_by: string | null;
  readonly level_from: Cefr | null;
  readonly level_to: Cefr | null;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly municipality: Municipality;
  readonly formats: readonly Format[];
  readonly childcare: boolean;
  readonly women_only: boolean;
  readonly age_min: number | null;
  readonly age_max: number | null;
  readonly free_places: number;
  readonly waiting_days: number | null;
  readonly withdrawn_on: string | null;
}

const any = (value: string | null): readonly string[] => (value === null ? [] : [value]);

/** A course begins on one day, at one place. */
export const courseTable: CatalogueTable<CourseRow> = {
  table: 'course',
  searchable: (row) => ({
    id: row.id, title: row.title, titleWords: row.title_words, otherWords: row.other_words,
    places: [row.municipality], levelFrom: row.level_from, levelTo: row.level_to, entry: [row.starts_on, row.starts_on], endsOn: row.ends_on,
    ageMin: row.age_min, ageMax: row.age_max, freePlaces: row.free_places, waitingDays: row.waiting_days, withdrawn: row.withdrawn_on !== null,
    facets: {
      KIND: [row.kind], LEVEL_FROM: any(row.level_from), LEVEL_TO: any(row.level_to), MUNICIPALITY: [row.municipality], FORMAT: row.formats,
      CHILDCARE: [String(row.childcare)], WOMEN_ONLY: [String(row.women_only)], PROVIDER: [row.provider], FUNDED_BY: any(row.funded_by),
      FREE_PLACES: [String(row.free_places > 0)], START_MONTH: [row.starts_on.slice(0, 7)],
    },
  }),
};

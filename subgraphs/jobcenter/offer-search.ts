import { Field, InputType } from 'type-graphql';
import type { CatalogueTable } from '../kit/catalogue/catalogue.js';
import type { Format } from '../kit/catalogue/entry.js';
import { CatalogueFilter } from '../kit/catalogue/filter.js';
import { Municipality, type Cefr } from '../kit/enums.js';
import { OfferKind } from './enums.js';

@InputType({ description: 'Welche Angebote; was fehlt, ist gleich / Which offers; what is left out does not matter' })
export class OfferFilter extends CatalogueFilter {
  @Field(() => [OfferKind], { nullable: true, description: 'Angebotsarten / Kinds of offers' })
  kinds?: OfferKind[] | null;
}

interface OfferRow {
  readonly id: string;
  readonly title: string;
  readonly kind: OfferKind;
  readonly provider: string;
  readonly funded_by: string | null;
  readonly language_level_min: Cefr | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly municipality: Municipality | null;
  readonly municipalities_excluded: readonly Municipality[];
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
const EVERYWHERE = Object.keys(Municipality) as readonly Municipality[];

/** Where an offer can be taken up: at its place, or in the whole county, without those who opted out (domain A.12). */
const placesOf = ({ municipality, municipalities_excluded: excluded }: OfferRow): readonly Municipality[] =>
  municipality ? [municipality] : EVERYWHERE.filter((place) => !excluded.includes(place));

/** An offer can be entered on any day while it holds. */
export const offerTable: CatalogueTable<OfferRow> = {
  table: 'offer',
  searchable: (row) => ({
    id: row.id, title: row.title, titleWords: row.title_words, otherWords: row.other_words,
    places: placesOf(row), levelFrom: row.language_level_min, levelTo: null, entry: [row.valid_from, row.valid_to ?? '9999-12-31'], endsOn: row.valid_to,
    ageMin: row.age_min, ageMax: row.age_max, freePlaces: row.free_places, waitingDays: row.waiting_days, withdrawn: row.withdrawn_on !== null,
    facets: {
      KIND: [row.kind], LEVEL_FROM: any(row.language_level_min), LEVEL_TO: [], MUNICIPALITY: placesOf(row), FORMAT: row.formats,
      CHILDCARE: [String(row.childcare)], WOMEN_ONLY: [String(row.women_only)], PROVIDER: [row.provider], FUNDED_BY: any(row.funded_by),
      FREE_PLACES: [String(row.free_places > 0)], START_MONTH: [],
    },
  }),
};

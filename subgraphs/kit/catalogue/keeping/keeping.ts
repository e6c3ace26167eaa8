import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { isRole, ownersIn, ROLES, type SubgraphName } from '../../../../consent/core/index.js';
import { Always, Open, Shown } from '../../decorators.js';
import type { ReleaseContext } from '../../release-context.js';
import { Format } from '../entry.js';
import type { RowProblem } from './rows.js';
import type { Saved } from './save.js';

/** Most entries of one mutation; more go in by file. */
export const MOST_ENTRIES = 500;

const Given = (type: () => unknown, description: string) => Field(type as never, { nullable: true, description });

/** What a provider says of an entry. Everything is checked again, with a reason for each row. */
@InputType()
export abstract class EntryInput {
  @Field(() => String, { description: 'Kennung beim Anbieter / Key at the provider' })
  key: string;

  @Given(() => Int, 'Fassung, die geändert werden soll; fehlt sie, gilt die jetzige / Version that is to be changed; without one the present one')
  version?: number | null;

  @Field(() => String, { description: 'Titel / Title' })
  title: string;

  @Given(() => String, 'Anbieter, wie er gezeigt wird; ohne Angabe die Stelle / Provider as shown; by default the unit')
  provider?: string | null;

  @Given(() => String, 'Beschreibung / Description')
  description?: string | null;

  @Given(() => [Format], 'Formen der Teilnahme / Forms of attendance')
  formats?: Format[] | null;

  @Given(() => Boolean, 'Mit Kinderbetreuung / With childcare')
  childcare?: boolean | null;

  @Given(() => Boolean, 'Nur für Frauen / Women only')
  womenOnly?: boolean | null;

  @Given(() => Int, 'Alter von / Age from')
  ageMin?: number | null;

  @Given(() => Int, 'Alter bis / Age to')
  ageMax?: number | null;

  @Given(() => String, 'Gefördert durch / Funded by')
  fundedBy?: string | null;

  @Field(() => Int, { description: 'Plätze / Places' })
  capacity: number;

  @Given(() => Int, 'Übliche Wartezeit in Tagen / Usual waiting time in days')
  waitingDays?: number | null;
}

@Open('tells a provider about its own published entries')
@ObjectType({ description: 'Was an einem Eintrag nicht stimmt / What is wrong with an entry' })
@Directive('@shareable')
export class EntryProblem implements RowProblem {
  @Always(() => Int, 'Zeile, von 1 an; 0 gilt dem Ganzen / Row, from 1; 0 means the whole')
  row: number;

  @Shown(() => String, 'Kennung beim Anbieter / Key at the provider')
  key: string | null;

  @Shown(() => String, 'Feld / Field')
  field: string | null;

  @Always(() => String, 'Fehlerkennung, beständig / Code, stable')
  code: RowProblem['code'];

  @Always(() => String, 'Warum / Why')
  why: string;
}

@Open('tells a provider about its own published entries')
@ObjectType({ description: 'Was gespeichert wurde, oder beim Probelauf gespeichert würde / What was saved, or would be in a dry run' })
@Directive('@shareable')
export class CatalogueChange implements Saved {
  @Always(() => Boolean, 'Wurde etwas gespeichert? / Was anything saved?')
  saved: boolean;

  @Always(() => Int, 'Neue Einträge / New entries')
  created: number;

  @Always(() => Int, 'Geänderte Einträge / Changed entries')
  changed: number;

  @Always(() => Int, 'Einträge, die schon so waren / Entries that were so already')
  unchanged: number;

  @Always(() => [EntryProblem], 'Was nicht stimmt / What is wrong')
  problems: EntryProblem[];
}

/** The unit whose catalogue the caller keeps, or why they keep none here: only its own people, and a DPO supervises. */
export function keeperIn(agency: SubgraphName, { requester }: ReleaseContext): { readonly unit: string } | { readonly refusal: Saved } {
  if (requester && ownersIn(agency).includes(requester.unit) && isRole(requester.role) && !ROLES[requester.role].accessLog) return { unit: requester.unit };
  const why = 'Nur Beschäftigte des Anbieters pflegen seinen Katalog; über das Gateway anmelden / Only the provider’s own people keep its catalogue; sign in through the gateway';
  return { refusal: refusing('NOT_ALLOWED', why) };
}

/** @returns the refusal of a list that is too long, `null` if it is not. */
export const tooMany = (entries: readonly unknown[]): Saved | null =>
  entries.length <= MOST_ENTRIES ? null : refusing('INVALID', `höchstens ${MOST_ENTRIES} Einträge; mehr als Datei / at most ${MOST_ENTRIES} entries; more by file`);

const refusing = (code: RowProblem['code'], why: string): Saved => ({
  saved: false, created: 0, changed: 0, unchanged: 0, problems: [{ row: 0, key: null, field: null, code, why }],
});


import { Migration } from '@mikro-orm/migrations';
import { catalogueTable, recordTable } from '../../kit/ddl.js';

const app = 'freigabe_jobcenter_app';
const owners = ['JOBCENTER_LIPPE', 'AA_DETMOLD'];
const table = (name: string, columns: string): string => recordTable(app, name, owners, columns);

export class JobcenterRecords extends Migration {
  override name = '2026-07-01-records';

  override up(): void {
    this.addSql(table('benefit', `
      regime text not null,
      since date not null`));
    this.addSql(table('counselling_offer', `
      due_on date not null,
      offered_on date,
      accepted boolean`));
    this.addSql(table('labour_profile', `
      education text,
      occupations text[] not null default '{}',
      recognition text,
      course_requirements text[] not null default '{}'`));
    this.addSql(table('cooperation_plan', `
      language_measure text,
      next_step text,
      updated_on date not null`));
    this.addSql(catalogueTable(app, 'offer', `
      title text not null,
      provider text not null,
      kind text not null,
      handlungsfeld text not null,
      target_groups text[] not null default '{}',
      format text not null,
      language_level_min text,
      age_min integer,
      age_max integer,
      municipalities_excluded text[] not null default '{}',
      capacity integer not null check (capacity >= 0),
      free_places integer not null check (free_places between 0 and capacity),
      valid_from date not null,
      valid_to date,
      funded_by text`));
    this.addSql('create index offer_of_kind on offer (kind, id);');
  }
}

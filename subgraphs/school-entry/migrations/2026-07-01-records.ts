import { Migration } from '@mikro-orm/migrations';
import { catalogueTable, recordTable } from '../../kit/ddl.js';

const app = 'freigabe_school_entry_app';
const youthOffices = ['JUGENDAMT:KREIS', 'JUGENDAMT:DETMOLD', 'JUGENDAMT:BAD_SALZUFLEN', 'JUGENDAMT:LAGE', 'JUGENDAMT:LEMGO'];
const schoolAuthorities = [
  'AUGUSTDORF', 'BAD_SALZUFLEN', 'BARNTRUP', 'BLOMBERG', 'DETMOLD', 'DOERENTRUP', 'EXTERTAL', 'HORN_BAD_MEINBERG',
  'KALLETAL', 'LAGE', 'LEMGO', 'LEOPOLDSHOEHE', 'LUEGDE', 'OERLINGHAUSEN', 'SCHIEDER_SCHWALENBERG', 'SCHLANGEN',
].map((place) => `SCHULTRAEGER:${place}`);

export class SchoolEntryRecords extends Migration {
  override name = '2026-07-01-records';

  override up(): void {
    this.addSql(recordTable(app, 'school_advice', ['KI_SEITENEINSTIEG'], `
      state text not null,
      due_on date,
      interpreter boolean not null default false,
      recommendation text`));
    this.addSql(recordTable(app, 'school_placement', ['KI_SEITENEINSTIEG', 'SCHULAUFSICHT', ...schoolAuthorities], `
      beschult boolean not null,
      first_day date,
      school_form text,
      class_type text`));
    this.addSql(recordTable(app, 'school_biography', ['KI_SEITENEINSTIEG'], `
      years_of_schooling integer check (years_of_schooling between 0 and 15),
      certificates text[] not null default '{}',
      german_level text`));
    this.addSql(recordTable(app, 'health_exam', ['GESUNDHEITSAMT'], `done boolean not null`));
    this.addSql(recordTable(app, 'kita_need', youthOffices, `
      state text not null,
      needed_from date,
      hours_per_week integer check (hours_per_week between 0 and 60),
      offered_on date,
      due_on date,
      provider text`));
    this.addSql(catalogueTable(app, 'school_holiday', `
      name text not null,
      begins_on date not null,
      ends_on date not null check (ends_on >= begins_on)`));
    this.addSql(catalogueTable(app, 'process_chain_step', `
      position integer not null unique,
      title text not null,
      responsible text not null`));
  }
}

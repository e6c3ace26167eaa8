import { Migration } from '@mikro-orm/migrations';
import { catalogueTable, recordTable } from '../../kit/ddl.js';

const app = 'freigabe_case_management_app';
const owners = ['KREIS_SERVICESTELLE', 'DETMOLD_CM', 'NWL_TM'];
const table = (name: string, columns: string): string => recordTable(app, name, owners, columns);

export class CaseManagementRecords extends Migration {
  override name = '2026-07-01-records';

  override up(): void {
    this.addSql(table('person', `
      name text not null,
      birth_date date,
      gender text`));
    this.addSql(table('language_needs', `
      languages text[] not null default '{}',
      interpreter_language text,
      reads_latin_script boolean`));
    this.addSql(table('origin', `
      nationalities text[] not null default '{}',
      target_group text`));
    this.addSql(table('contact', `
      street text,
      postal_code text,
      municipality text not null,
      phone text,
      email text,
      safe_channel text not null default 'POST'`));
    this.addSql(table('registration', `
      municipality text not null,
      registered_on date not null,
      previous_municipality text`));
    this.addSql(table('household', `
      adults integer not null check (adults >= 0),
      minors integer not null check (minors >= 0),
      single_parent boolean not null default false`));
    this.addSql(table('child_link', `child text not null`));
    this.addSql(table('legal_representative', `
      kind text not null,
      scope text[] not null default '{}',
      representative text,
      valid_from date not null,
      valid_to date`));
    this.addSql(table('case_file', `
      variant text not null,
      phase text not null,
      responsible_case_manager text,
      sozialraum text,
      opened_on date not null,
      participation_consent boolean not null default false,
      bedenkzeit_until date,
      share text,
      field_states jsonb not null default '[]'`));
    this.addSql(table('deadline', `
      goal_key text not null,
      due_on date not null,
      state text not null`));
    this.addSql(table('goal', `
      handlungsfeld text not null,
      specific text not null,
      measurable text,
      due_on date,
      state text not null,
      responsible text`));
    this.addSql(table('psychosocial_need', `needs text[] not null default '{}'`));
    this.addSql(table('health_need', `needs text[] not null default '{}'`));
    this.addSql(catalogueTable(app, 'contact_directory_entry', `
      unit text not null,
      name text not null,
      function text not null,
      service_phone text,
      service_mail text,
      handlungsfeld text not null,
      municipalities text[] not null default '{}'`));
  }
}

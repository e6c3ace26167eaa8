import { Migration } from '@mikro-orm/migrations';
import { catalogueTable, recordTable } from '../../kit/ddl.js';

const app = 'freigabe_language_courses_app';
const owners = ['NWL_CUK', 'KURSTRAEGER:VHS_LIPPE_OST', 'KURSTRAEGER:VHS_LIPPE_WEST', 'KURSTRAEGER:VHS_DETMOLD_LEMGO'];
const table = (name: string, columns: string): string => recordTable(app, name, owners, columns);

export class LanguageCourseRecords extends Migration {
  override name = '2026-07-01-records';

  override up(): void {
    this.addSql(table('language_level', `
      level text not null,
      taken_on date not null,
      certificate text`));
    this.addSql(table('language_test_detail', `
      listening text,
      reading text,
      speaking text,
      writing text,
      recommended_course text`));
    this.addSql(table('support_plan', `
      target_level text not null,
      a2_due_on date,
      steps jsonb not null default '[]'`));
    this.addSql(table('course_entitlement', `
      basis text not null,
      issued_by text not null,
      issued_on date not null,
      expires_on date,
      mandatory boolean not null default false`));
    this.addSql(catalogueTable(app, 'course', `
      title text not null,
      provider text not null,
      kind text not null,
      level_from text,
      level_to text,
      lessons integer not null check (lessons > 0),
      starts_on date not null,
      ends_on date,
      schedule text not null,
      municipality text not null,
      childcare boolean not null default false,
      free_places integer not null check (free_places >= 0)`));
    this.addSql('create index course_of_kind on course (kind, id);');
    this.addSql(table('enrolment', `
      course text not null references course (id),
      state text not null,
      begins_on date,
      ends_on date,
      result text`));
  }
}

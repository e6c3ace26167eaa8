import { Migration } from '@mikro-orm/migrations';
import { catalogueColumns, searchableCatalogue } from '../../kit/catalogue/ddl.js';
import { COURSE_LABELS } from '../labels.js';

const app = 'freigabe_language_courses_app';

/** Courses as they are searched, kept by their providers and reserved from. */
export class CourseCatalogue extends Migration {
  override name = '2026-11-22-catalogue';

  override up(): void {
    this.addSql(catalogueColumns('course', 'NWL_CUK'));
    this.addSql(`
      alter table course
        add capacity integer check (capacity >= 0),
        add age_min integer,
        add age_max integer,
        add funded_by text;
      update course set capacity = free_places;
      alter table course alter capacity set not null;`);
    this.addSql(searchableCatalogue(app, 'course', COURSE_LABELS));
  }
}

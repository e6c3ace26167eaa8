import type { Agency } from '../kit/agency.js';
import { CatalogueEntryResolver } from '../kit/catalogue/entry.js';
import { Client } from './client.js';
import { ClientResolver } from './client.resolver.js';
import { CourseEntitlement } from './course-entitlement.entity.js';
import { CourseEligibilityResolver } from './course-eligibility.resolver.js';
import { courseEntries } from './course-keeping.js';
import { courseOpenData } from './course-open-data.js';
import { courseTable } from './course-search.js';
import { Course } from './course.entity.js';
import { CourseResolver } from './course.resolver.js';
import { Enrolment } from './enrolment.entity.js';
import { EnrolmentResolver } from './enrolment.resolver.js';
import { LanguageLevel, LanguageTestDetail } from './language-level.entity.js';
import { KeepCoursesResolver } from './keep-courses.resolver.js';
import { createLoaders, type Loaders } from './loaders.js';
import { LanguageCourseRecords } from './migrations/2026-07-01-records.js';
import { CourseCatalogue } from './migrations/2026-11-22-catalogue.js';
import { CoursePlaces } from './migrations/2026-11-22-places.js';
import { CourseWaitingByUnit } from './migrations/2026-11-22-waiting-by-unit.js';
import { CourseGapResolver } from './monitoring/gap.resolver.js';
import { SupportPlan } from './support-plan.entity.js';

/** Clearing- und Koordinierungsstelle Sprache of Netzwerk Lippe, and the course providers. */
export const languageCourses: Agency<Loaders> = {
  name: 'language-courses',
  database: 'language_courses',
  port: 4103,
  entities: [LanguageLevel, LanguageTestDetail, SupportPlan, CourseEntitlement, Enrolment, Course],
  migrations: [LanguageCourseRecords, CourseCatalogue, CoursePlaces, CourseWaitingByUnit],
  catalogue: courseTable,
  entries: courseEntries,
  openData: courseOpenData,
  resolvers: [ClientResolver, EnrolmentResolver, CourseResolver, CatalogueEntryResolver, CourseEligibilityResolver, KeepCoursesResolver, CourseGapResolver],
  entryTypes: [Client],
  references: { Course: ({ id }, { loaders }) => loaders.courses.load(String(id)) },
  givesPlaces: true,
  createLoaders,
};

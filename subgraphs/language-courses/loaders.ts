import type { Ask } from '../kit/catalogue/catalogue.js';
import type { RawRow } from '../kit/catalogue/keeping/rows.js';
import { saveEntries, withdrawEntry, type SaveOptions, type Withdrawal } from '../kit/catalogue/keeping/save.js';
import { cataloguePage } from '../kit/catalogue/page.js';
import type { Reader } from '../kit/reader.js';
import { CourseEntitlement } from './course-entitlement.entity.js';
import { courseEntries } from './course-keeping.js';
import { Course } from './course.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { LanguageLevel, LanguageTestDetail } from './language-level.entity.js';
import { courseGaps } from './monitoring/gaps.js';
import { SupportPlan } from './support-plan.entity.js';

/** What a request reads: the rows, the category they are granted under, the columns, and fields that are worked out from them. */
export const createLoaders = ({ catalogue, em, open, records, today }: Reader) => {
  const courses = open(Course, { 'Course.eligibility': ['kind', 'ageMin', 'ageMax', 'levelFrom', 'endsOn'], 'Course.waiting': ['waitingExactly'] });
  return {
    languageLevels: records(LanguageLevel, 'LANGUAGE_LEVEL', ['level', 'takenOn', 'certificate']),
    languageTestDetails: records(LanguageTestDetail, 'LANGUAGE_TEST_DETAIL', ['listening', 'reading', 'speaking', 'writing', 'recommendedCourse']),
    supportPlans: records(SupportPlan, 'SUPPORT_PLAN_LANG', ['targetLevel', 'a2DueOn', 'steps']),
    courseEntitlements: records(CourseEntitlement, 'COURSE_ENTITLEMENT', ['basis', 'issuedBy', 'issuedOn', 'expiresOn', 'mandatory']),
    enrolments: records(Enrolment, 'COURSE_ENROLMENT', ['courseId', 'state', 'beginsOn', 'endsOn', 'result'], { 'Enrolment.course': ['courseId'] }),
    courses,
    today,
    courseGaps: () => courseGaps(em(), today()),
    coursePage: (ask: Ask) => cataloguePage(catalogue(), ask, courses),
    saveCourses: (entries: readonly RawRow[], options: SaveOptions) => saveEntries(em(), courseEntries, entries, options),
    withdrawCourse: (entry: Withdrawal) => withdrawEntry(em(), courseEntries, entry, today()),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;

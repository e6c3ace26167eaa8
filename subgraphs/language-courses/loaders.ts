import type { Ask } from '../kit/catalogue/catalogue.js';
import { cataloguePage } from '../kit/catalogue/page.js';
import type { Reader } from '../kit/reader.js';
import { CourseEntitlement } from './course-entitlement.entity.js';
import { Course } from './course.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { LanguageLevel, LanguageTestDetail } from './language-level.entity.js';
import { SupportPlan } from './support-plan.entity.js';

/** What a request reads: the rows, the category they are granted under, and the columns. */
export const createLoaders = ({ catalogue, open, records }: Reader) => {
  const courses = open(Course);
  return {
    languageLevels: records(LanguageLevel, 'LANGUAGE_LEVEL', ['level', 'takenOn', 'certificate']),
    languageTestDetails: records(LanguageTestDetail, 'LANGUAGE_TEST_DETAIL', ['listening', 'reading', 'speaking', 'writing', 'recommendedCourse']),
    supportPlans: records(SupportPlan, 'SUPPORT_PLAN_LANG', ['targetLevel', 'a2DueOn', 'steps']),
    courseEntitlements: records(CourseEntitlement, 'COURSE_ENTITLEMENT', ['basis', 'issuedBy', 'issuedOn', 'expiresOn', 'mandatory']),
    enrolments: records(Enrolment, 'COURSE_ENROLMENT', ['courseId', 'state', 'beginsOn', 'endsOn', 'result']),
    courses,
    coursePage: (ask: Ask) => cataloguePage(catalogue(), ask, courses),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;

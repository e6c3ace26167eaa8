import type { Cefr, CourseKind, Municipality } from '../kit/enums.js';
import { idOf } from '../kit/paging.js';
import type { Reader } from '../kit/reader.js';
import { CourseEntitlement } from './course-entitlement.entity.js';
import { Course } from './course.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { LanguageLevel, LanguageTestDetail } from './language-level.entity.js';
import { SupportPlan } from './support-plan.entity.js';

interface CourseFilter {
  readonly kind: CourseKind | null;
  readonly municipality: Municipality | null;
  readonly levelFrom: Cefr | null;
  readonly withFreePlaces: boolean;
  readonly after: string | null;
}

/** What a request reads: the rows, the category they are granted under, and the columns. */
export const createLoaders = ({ em, open, records }: Reader) => ({
  languageLevels: records(LanguageLevel, 'LANGUAGE_LEVEL', ['level', 'takenOn', 'certificate']),
  languageTestDetails: records(LanguageTestDetail, 'LANGUAGE_TEST_DETAIL', ['listening', 'reading', 'speaking', 'writing', 'recommendedCourse']),
  supportPlans: records(SupportPlan, 'SUPPORT_PLAN_LANG', ['targetLevel', 'a2DueOn', 'steps']),
  courseEntitlements: records(CourseEntitlement, 'COURSE_ENTITLEMENT', ['basis', 'issuedBy', 'issuedOn', 'expiresOn', 'mandatory']),
  enrolments: records(Enrolment, 'COURSE_ENROLMENT', ['courseId', 'state', 'beginsOn', 'endsOn', 'result']),
  courses: open(Course),
  coursePage: ({ kind, municipality, levelFrom, withFreePlaces, after }: CourseFilter, limit: number): Promise<Course[]> =>
    em.find(
      Course,
      {
        ...(kind && { kind }),
        ...(municipality && { municipality }),
        ...(levelFrom && { levelFrom }),
        ...(withFreePlaces && { freePlaces: { $gt: 0 } }),
        ...(after && { id: { $gt: idOf(after) } }),
      },
      { orderBy: { id: 'asc' }, limit },
    ),
});

export type Loaders = ReturnType<typeof createLoaders>;

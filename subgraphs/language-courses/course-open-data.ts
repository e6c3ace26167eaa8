import type { OpenData } from '../kit/catalogue/published/serve.js';
import { commonOf, modes, placeOf } from '../kit/catalogue/published/schema-org.js';
import { PLACES } from '../kit/catalogue/places.js';
import { Course } from './course.entity.js';
import { COURSE_LABELS } from './labels.js';

/** Courses as schema.org `Course` with their `CourseInstance`, and their beginnings as a calendar. */
export const courseOpenData: OpenData<Course> = {
  name: 'courses',
  title: 'Sprachkurse im Kreis Lippe',
  entity: Course,
  thing: (course) => ({
    '@type': 'Course', ...commonOf(course, 'course'), about: COURSE_LABELS[course.kind],
    coursePrerequisites: course.levelFrom === null ? undefined : `CEFR ${course.levelFrom}`, educationalLevel: course.levelTo === null ? undefined : `CEFR ${course.levelTo}`,
    hasCourseInstance: {
      '@type': 'CourseInstance', startDate: course.startsOn, endDate: course.endsOn ?? undefined, description: course.schedule, courseMode: modes(course.formats), location: placeOf(course.municipality),
      courseWorkload: `PT${course.lessons * 45}M`, maximumAttendeeCapacity: course.capacity, remainingAttendeeCapacity: course.freePlaces,
    },
  }),
  event: (course) => ({
    start: course.startsOn, allDay: true, summary: course.title, location: PLACES[course.municipality].name, categories: [{ name: COURSE_LABELS[course.kind] }],
    description: [course.schedule, course.provider, `${course.freePlaces} von ${course.capacity} Plätzen frei`, course.description].filter(Boolean).join('\n'),
  }),
};

import { Int, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../kit/decorators.js';

@Open('sums of what the published catalogue shows of each course')
@ObjectType({ description: 'Lücke im Kursangebot: ein Eingangsniveau an einem Ort / Gap among the courses: a level at the start, in a place' })
export class CourseGap {
  @Always(() => String, 'Eingangsniveau, OHNE oder ALLE / Level at the start, OHNE for none or ALLE for all')
  level: string;

  @Always(() => String, 'Kommune, oder ALLE / Municipality, or ALLE for all')
  municipality: string;

  @Always(() => Int, 'Kurse, die noch beginnen / Courses that are still to begin')
  courses: number;

  @Always(() => Int, 'Freie Plätze darin / Free places in them')
  freePlaces: number;

  @Shown(() => Int, 'Summe der Wartelisten, wie der Katalog sie zeigt, in Fünfern; unter fünf zählt eine nicht mit; leer: keine wird gezeigt / Sum of the waiting lists as the catalogue shows them, in fives; one of fewer than five does not count; empty: none is shown')
  waiting: number | null;
}

import { Int, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../kit/decorators.js';

@Open('counts of the published catalogue; small figures and what would tell them are withheld')
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

  @Shown(() => Int, 'Wartende, gerundet; leer: zu wenige, oder verriete andere / People waiting, rounded; empty: too few, or would tell others')
  waiting: number | null;
}

import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { Cefr, CourseKind } from '../kit/enums.js';

@Protected('LANGUAGE_LEVEL')
@ObjectType({ description: 'Sprachniveau / Language level' })
@Entity({ tableName: 'language_level' })
export class LanguageLevel extends ClientRecord {
  @Shown(() => Cefr, 'Niveau / Level')
  @Property({ type: 'text' })
  level: Cefr;

  @Shown(() => CalendarDate, 'Festgestellt am / Tested on')
  @Property({ type: 'date' })
  takenOn: string;

  @Shown(() => String, 'Zertifikat / Certificate')
  @Property({ type: 'text', nullable: true })
  certificate: string | null;
}

/** Results per skill. The test's cognitive indicator is neither stored nor shown, only the course it suggests (domain A.17-13, B.4). */
@Protected('LANGUAGE_TEST_DETAIL')
@ObjectType({ description: 'Einzelergebnisse des Sprachtests / Details of the language test' })
@Entity({ tableName: 'language_test_detail' })
export class LanguageTestDetail extends ClientRecord {
  @Shown(() => Cefr, 'Hören / Listening')
  @Property({ type: 'text', nullable: true })
  listening: Cefr | null;

  @Shown(() => Cefr, 'Lesen / Reading')
  @Property({ type: 'text', nullable: true })
  reading: Cefr | null;

  @Shown(() => Cefr, 'Sprechen / Speaking')
  @Property({ type: 'text', nullable: true })
  speaking: Cefr | null;

  @Shown(() => Cefr, 'Schreiben / Writing')
  @Property({ type: 'text', nullable: true })
  writing: Cefr | null;

  @Shown(() => CourseKind, 'Empfohlene Kursart / Recommended kind of course')
  @Property({ type: 'text', nullable: true })
  recommendedCourse: CourseKind | null;
}

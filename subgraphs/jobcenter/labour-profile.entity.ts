import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { CourseRequirement, Education, RecognitionState } from './enums.js';

@Protected('LABOUR_PROFILE')
@ObjectType({ description: 'Bildung, Beruf und Anerkennung / Education, occupation and recognition' })
@Entity({ tableName: 'labour_profile' })
export class LabourProfile extends ClientRecord {
  @Shown(() => Education, 'Höchster Abschluss / Highest qualification')
  @Property({ type: 'text', nullable: true })
  education: Education | null;

  @Shown(() => [String], 'Berufe / Occupations')
  @Property({ type: 'array' })
  occupations: string[];

  @Shown(() => RecognitionState, 'Stand der Anerkennung / State of recognition')
  @Property({ type: 'text', nullable: true })
  recognition: RecognitionState | null;

  @Shown(() => [CourseRequirement], 'Anforderungen an Kurse / Requirements on courses')
  @Property({ type: 'array' })
  courseRequirements: CourseRequirement[];
}

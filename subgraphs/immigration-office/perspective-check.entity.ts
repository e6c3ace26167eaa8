import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { PerspectiveDocument, PerspectiveKind, PerspectiveResult, PerspectiveStep } from './enums.js';

/** Reply to a check that the client asked for; no decision of the office and nothing from its file (scenario F4). */
@Protected('PERSPECTIVE_CHECK')
@ObjectType({ description: 'Prüfung der Aufenthaltsperspektive / Check of the residence perspective' })
@Entity({ tableName: 'perspective_check' })
export class PerspectiveCheck extends ClientRecord {
  @Shown(() => PerspectiveKind, 'Was geprüft wurde / What was checked')
  @Property({ type: 'text' })
  kind: PerspectiveKind;

  @Shown(() => String, 'Angefragt von (Stelle) / Requested by (unit)')
  @Property({ type: 'text' })
  requestedBy: string;

  @Shown(() => [PerspectiveDocument], 'Fehlende Unterlagen / Missing documents')
  @Property({ type: 'array' })
  missingDocuments: PerspectiveDocument[];

  @Shown(() => [PerspectiveStep], 'Nächste Schritte / Next steps')
  @Property({ type: 'array' })
  nextSteps: PerspectiveStep[];

  @Shown(() => PerspectiveResult, 'Ergebnis / Result')
  @Property({ type: 'text' })
  result: PerspectiveResult;

  @Shown(() => CalendarDate, 'Tandemtermin / Tandem appointment')
  @Property({ type: 'date', nullable: true })
  tandemAppointment: string | null;
}

import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { AccessBasis } from './enums.js';

@Protected('COURSE_ENTITLEMENT')
@ObjectType({ description: 'Berechtigung oder Verpflichtung zum Kurs / Course entitlement or obligation' })
@Entity({ tableName: 'course_entitlement' })
export class CourseEntitlement extends ClientRecord {
  @Shown(() => AccessBasis, 'Grundlage / Basis')
  @Property({ type: 'text' })
  basis: AccessBasis;

  @Shown(() => String, 'Ausgestellt von (Stelle) / Issued by (unit)')
  @Property({ type: 'text' })
  issuedBy: string;

  @Shown(() => CalendarDate, 'Ausgestellt am / Issued on')
  @Property({ type: 'date' })
  issuedOn: string;

  @Shown(() => CalendarDate, 'Gültig bis / Expires on')
  @Property({ type: 'date', nullable: true })
  expiresOn: string | null;

  @Shown(() => Boolean, 'Verpflichtend / Mandatory')
  @Property({ type: 'boolean' })
  mandatory: boolean;
}

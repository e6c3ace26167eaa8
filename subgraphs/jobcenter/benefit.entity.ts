import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { BenefitRegime } from './enums.js';

/** Which benefits a person lives on, never how much. The Kundennummer is not kept here (§ 51a SGB II binds its use). */
@Protected('BENEFIT_REGIME')
@ObjectType({ description: 'Art der Sozialleistung / Benefit regime' })
@Entity({ tableName: 'benefit' })
export class Benefit extends ClientRecord {
  @Shown(() => BenefitRegime, 'Leistung / Regime')
  @Property({ type: 'text' })
  regime: BenefitRegime;

  @Shown(() => CalendarDate, 'Seit / Since')
  @Property({ type: 'date' })
  since: string;
}

@Protected('BENEFIT_REGIME')
@ObjectType({ description: 'Angebot einer Arbeitsberatung, 42 Tage nach der Anmeldung / Offer of job counselling, 42 days after registration' })
@Entity({ tableName: 'counselling_offer' })
export class CounsellingOffer extends ClientRecord {
  @Shown(() => CalendarDate, 'Fällig am / Due on')
  @Property({ type: 'date' })
  dueOn: string;

  @Shown(() => CalendarDate, 'Angeboten am / Offered on')
  @Property({ type: 'date', nullable: true })
  offeredOn: string | null;

  @Shown(() => Boolean, 'Angenommen / Accepted')
  @Property({ type: 'boolean', nullable: true })
  accepted: boolean | null;
}

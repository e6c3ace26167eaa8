import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { KitaNeedState } from './enums.js';

/** Childcare is the business of the Jugendamt of residence, not of the KI (domain A.17-6); five of them are tenants. */
@Protected('KITA_PLACEMENT')
@ObjectType({ description: 'Kita-Bedarf und Kita-Platz / Childcare need and place' })
@Entity({ tableName: 'kita_need' })
export class KitaNeed extends ClientRecord {
  @Shown(() => KitaNeedState, 'Stand / State')
  @Property({ type: 'text' })
  state: KitaNeedState;

  @Shown(() => CalendarDate, 'Benötigt ab / Needed from')
  @Property({ type: 'date', nullable: true })
  neededFrom: string | null;

  @Shown(() => Int, 'Stunden je Woche / Hours per week')
  @Property({ type: 'integer', nullable: true })
  hoursPerWeek: number | null;

  @Shown(() => CalendarDate, 'Angeboten am / Offered on')
  @Property({ type: 'date', nullable: true })
  offeredOn: string | null;

  @Shown(() => CalendarDate, 'Angebot fällig am (28 Tage) / Offer due on (28 days)')
  @Property({ type: 'date', nullable: true })
  dueOn: string | null;

  @Shown(() => String, 'Träger / Provider')
  @Property({ type: 'text', nullable: true })
  provider: string | null;
}

import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { Municipality } from '../kit/enums.js';
import { SafeChannel } from './enums.js';

@Protected('CONTACT')
@ObjectType({ description: 'Anschrift und Kontakt / Address and contact' })
@Entity({ tableName: 'contact' })
export class Contact extends ClientRecord {
  @Shown(() => String, 'Straße und Hausnummer / Street and number')
  @Property({ type: 'text', nullable: true })
  street: string | null;

  @Shown(() => String, 'Postleitzahl / Postal code')
  @Property({ type: 'text', nullable: true })
  postalCode: string | null;

  @Shown(() => Municipality, 'Kommune / Municipality')
  @Property({ type: 'text' })
  municipality: Municipality;

  @Shown(() => String, 'Telefon / Telephone')
  @Property({ type: 'text', nullable: true })
  phone: string | null;

  @Shown(() => String, 'E-Mail / E-mail')
  @Property({ type: 'text', nullable: true })
  email: string | null;

  @Shown(() => SafeChannel, 'Sicherer Kontaktweg / Safe way to get in touch')
  @Property({ type: 'text' })
  safeChannel: SafeChannel;
}

@Protected('CONTACT')
@ObjectType({ description: 'Anmeldung, mit der die Fristen beginnen / Registration, from which the deadlines run' })
@Entity({ tableName: 'registration' })
export class Registration extends ClientRecord {
  @Shown(() => Municipality, 'Kommune der Anmeldung / Municipality of registration')
  @Property({ type: 'text' })
  municipality: Municipality;

  @Shown(() => CalendarDate, 'Angemeldet am / Registered on')
  @Property({ type: 'date' })
  registeredOn: string;

  @Shown(() => Municipality, 'Vorherige Kommune / Previous municipality')
  @Property({ type: 'text', nullable: true })
  previousMunicipality: Municipality | null;
}

import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { ParticipationState } from './enums.js';

/** A place in an offer, as the unit that gives it has it; written by acts on places only. */
@Protected('MEASURE_PARTICIPATION')
@ObjectType({ description: 'Platz in einem Angebot / Place in an offer' })
@Entity({ tableName: 'reservation' })
export class Participation extends ClientRecord {
  /** Id of the offer; shown as the offer itself. */
  @Property({ type: 'text', fieldName: 'item' })
  offerId: string;

  @Shown(() => ParticipationState, 'Stand / State')
  @Property({ type: 'text' })
  state: ParticipationState;
}

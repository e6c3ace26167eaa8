import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Open } from '../../subgraphs/kit/decorators.js';
import type { ConsentApiContext } from '../api/context.js';
import { actForClient } from './act-for-client.js';
import { PlaceInput, PlaceReceipt } from './places.types.js';

const OWN_ACT = "the caller's own act for a client of the own unit";

/** Places in courses and offers for clients. The agency gives them; here it is decided whether it may be told for whom. */
@Resolver()
export class PlacesResolver {
  @Open(OWN_ACT)
  @Mutation(() => PlaceReceipt, { nullable: true, description: 'Platz reservieren; er verfällt, wenn er nicht bestätigt wird / Reserve a place; it lapses unless it is confirmed' })
  reservePlace(@Arg('input', () => PlaceInput) input: PlaceInput, @Ctx() context: ConsentApiContext): Promise<PlaceReceipt> {
    return actForClient('reservePlace', 'RESERVE', input, context);
  }

  @Open(OWN_ACT)
  @Mutation(() => PlaceReceipt, { nullable: true, description: 'Reservierten Platz bestätigen / Confirm a reserved place' })
  confirmPlace(@Arg('input', () => PlaceInput) input: PlaceInput, @Ctx() context: ConsentApiContext): Promise<PlaceReceipt> {
    return actForClient('confirmPlace', 'CONFIRM', input, context);
  }

  @Open(OWN_ACT)
  @Mutation(() => PlaceReceipt, { nullable: true, description: 'Platz zurückgeben, auch aus einem laufenden Angebot; die Warteliste rückt nach / Give a place back, also in the middle of an offer; who waits moves up' })
  cancelPlace(@Arg('input', () => PlaceInput) input: PlaceInput, @Ctx() context: ConsentApiContext): Promise<PlaceReceipt> {
    return actForClient('cancelPlace', 'CANCEL', input, context);
  }

  @Open(OWN_ACT)
  @Mutation(() => PlaceReceipt, { nullable: true, description: 'Auf die Warteliste setzen / Join the waiting list' })
  joinWaitingList(@Arg('input', () => PlaceInput) input: PlaceInput, @Ctx() context: ConsentApiContext): Promise<PlaceReceipt> {
    return actForClient('joinWaitingList', 'WAIT', input, context);
  }
}

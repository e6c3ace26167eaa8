import { Directive, ID, ObjectType } from 'type-graphql';
import { Always, Open } from '../kit/decorators.js';

/** A client is only their pseudonym here; all else comes from records. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Klientin oder Klient / Client' })
export class Client {
  @Open('a pseudonym that means nothing outside the asking unit')
  @Always(() => ID, 'Pseudonym der anfragenden Stelle / Pseudonym of the asking unit')
  id: string;
}

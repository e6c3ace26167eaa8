import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A row about a client that one unit answers for; every protected table has these columns. */
export abstract class ClientRecord {
  @PrimaryKey({ type: 'text' })
  id: string;

  /** This subgraph's pseudonym of the client. */
  @Property({ type: 'text' })
  client: string;

  /** Code of the unit that holds the record (domain B.0). */
  @Property({ type: 'text' })
  owner: string;

  /** The day from which the record holds; of several granted rows the newest is shown. */
  @Property({ type: 'date' })
  recordedOn: string;
}

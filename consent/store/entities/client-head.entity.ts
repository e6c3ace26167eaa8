import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The version of everything recorded about a client; database triggers raise it with every change. */
@Entity({ tableName: 'client_head' })
export class ClientHeadEntity {
  @PrimaryKey({ type: 'uuid' })
  clientId!: string;

  /** A PostgreSQL bigint, which arrives as text. */
  @Property({ type: 'bigint' })
  version!: string;
}

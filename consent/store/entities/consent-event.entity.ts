import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** What happened to a consent; append only. `kind` is the state it was brought into. */
@Entity({ tableName: 'consent_event' })
export class ConsentEventEntity {
  @PrimaryKey({ type: 'bigint', autoincrement: true })
  id!: string;

  @Property({ type: 'uuid' })
  consentId!: string;

  @Property({ type: 'uuid' })
  clientId!: string;

  @Property({ type: 'text' })
  kind!: string;

  /** The step of the life cycle, `null` where the state says it all. */
  @Property({ type: 'text', nullable: true })
  step!: string | null;

  @Property({ type: 'json', nullable: true })
  detail!: unknown;

  @Property({ type: 'text' })
  unit!: string;

  @Property({ type: 'text' })
  person!: string;

  @Property({ type: 'text' })
  idempotencyKey!: string;

  @Property({ type: 'text' })
  fingerprint!: string;
}

import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ClientRecord } from '../kit/client-record.js';
import type { Gender, TargetGroup } from './enums.js';

/** Who the client is; shown as fields of `Client`. */
@Entity({ tableName: 'person' })
export class Person extends ClientRecord {
  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'date', nullable: true })
  birthDate: string | null;

  @Property({ type: 'text', nullable: true })
  gender: Gender | null;
}

/** Where the client comes from; shown as fields of `Client`. */
@Entity({ tableName: 'origin' })
export class Origin extends ClientRecord {
  /** ISO 3166-1 alpha-3; `XXA` is stateless. */
  @Property({ type: 'array' })
  nationalities: string[];

  @Property({ type: 'text', nullable: true })
  targetGroup: TargetGroup | null;
}

import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Category, ConsentForm, ConsentState, NamedPerson, Purpose, UnitCode } from '../../core/index.js';

/** One direction of a release as it was recorded. Only `state` may change afterwards. */
@Entity({ tableName: 'consent' })
export class ConsentEntity {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  clientId!: string;

  @Property({ type: 'text' })
  state!: ConsentState;

  @Property({ type: 'text[]' })
  releasingUnits!: readonly UnitCode[];

  @Property({ type: 'json' })
  releasingPersons!: readonly NamedPerson[];

  @Property({ type: 'text[]' })
  receivingUnits!: readonly UnitCode[];

  @Property({ type: 'json' })
  receivingPersons!: readonly NamedPerson[];

  @Property({ type: 'text[]' })
  categories!: readonly Category[];

  @Property({ type: 'text[]' })
  explicitCategories!: readonly Category[];

  @Property({ type: 'text[]' })
  exclusions!: readonly Category[];

  @Property({ type: 'text[]' })
  purposes!: readonly Purpose[];

  @Property({ type: 'text' })
  form!: ConsentForm;

  @Property({ type: 'timestamptz' })
  fromAt!: Date;

  @Property({ type: 'timestamptz' })
  toAt!: Date;

  @Property({ type: 'text', nullable: true })
  language!: string | null;

  @Property({ type: 'text', nullable: true })
  interpreter!: string | null;

  @Property({ type: 'text', nullable: true })
  signatureReference!: string | null;
}

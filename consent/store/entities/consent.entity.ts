import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { InformedAbout, Signatory } from '../../lifecycle/document.js';
import type { Category, ConsentForm, ConsentState, NamedPerson, Purpose, UnitCode } from '../../core/index.js';

/** One direction of a release with its evidence. Once given it is only narrowed and ended (trigger `only_narrow`). */
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

  @Property({ type: 'uuid', nullable: true })
  paper!: string | null;

  @Property({ type: 'text', nullable: true })
  specialCircumstances!: string | null;

  @Property({ type: 'text', nullable: true })
  formVersion!: string | null;

  @Property({ type: 'text[]' })
  informedAbout!: readonly InformedAbout[];

  @Property({ type: 'timestamptz', nullable: true })
  confirmationTalkAt!: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  ofAgeAt!: Date | null;

  @Property({ type: 'json' })
  givenBy!: readonly Signatory[];

  @Property({ type: 'boolean', nullable: true })
  ableToUnderstand!: boolean | null;

  @Property({ type: 'text', nullable: true })
  secondParentReason!: string | null;

  @Property({ type: 'text', nullable: true })
  witness!: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  bedenkzeitUntil!: Date | null;

  @Property({ type: 'uuid', nullable: true })
  replaces!: string | null;
}

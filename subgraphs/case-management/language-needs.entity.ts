import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';

@Protected('LANGUAGE_NEEDS')
@ObjectType({ description: 'Sprachen und Dolmetschbedarf / Languages and need of an interpreter' })
@Entity({ tableName: 'language_needs' })
export class LanguageNeeds extends ClientRecord {
  @Shown(() => [String], 'Gesprochene Sprachen (ISO 639) / Spoken languages (ISO 639)')
  @Property({ type: 'array' })
  languages: string[];

  @Shown(() => String, 'Dolmetschsprache, falls nötig (ISO 639) / Language of an interpreter, if needed (ISO 639)')
  @Property({ type: 'text', nullable: true })
  interpreterLanguage: string | null;

  @Shown(() => Boolean, 'Liest lateinische Schrift / Reads Latin script')
  @Property({ type: 'boolean', nullable: true })
  readsLatinScript: boolean | null;
}

import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../kit/decorators.js';
import { Handlungsfeld, Municipality } from '../kit/enums.js';

@Open('service contacts of staff, published for professionals (§ 18 DSG NRW)')
@ObjectType({ description: 'Ansprechperson einer Stelle / Contact at a unit' })
@Entity({ tableName: 'contact_directory_entry' })
export class ContactDirectoryEntry {
  @PrimaryKey({ type: 'text' })
  id: string;

  @Always(() => String, 'Kennung der Stelle / Code of the unit')
  @Property({ type: 'text' })
  unit: string;

  @Always(() => String, 'Name / Name')
  @Property({ type: 'text' })
  name: string;

  @Always(() => String, 'Funktion / Function')
  @Property({ type: 'text' })
  function: string;

  @Shown(() => String, 'Diensttelefon / Service telephone')
  @Property({ type: 'text', nullable: true })
  servicePhone: string | null;

  @Shown(() => String, 'Dienstliche E-Mail / Service e-mail')
  @Property({ type: 'text', nullable: true })
  serviceMail: string | null;

  @Always(() => Handlungsfeld, 'Handlungsfeld / Field of action')
  @Property({ type: 'text' })
  handlungsfeld: Handlungsfeld;

  @Always(() => [Municipality], 'Zuständig für / Responsible for')
  @Property({ type: 'array' })
  municipalities: Municipality[];
}

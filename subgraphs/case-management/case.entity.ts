import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { Handlungsfeld } from '../kit/enums.js';
import { CmPhase, CmVariant, FieldProcessState, PotentialShare, Sozialraum } from './enums.js';

@Protected('CM_PROCESS')
@ObjectType({ description: 'Stand in einem Handlungsfeld / State in a field of action' })
export class FieldState {
  @Shown(() => Handlungsfeld, 'Handlungsfeld / Field of action')
  handlungsfeld: Handlungsfeld;

  @Shown(() => FieldProcessState, 'Stand / State')
  state: FieldProcessState;
}

@Protected('CM_PROCESS')
@ObjectType({ description: 'Fall im Case Management / Case' })
@Entity({ tableName: 'case_file' })
export class Case extends ClientRecord {
  @Shown(() => CmVariant, 'Art der Begleitung / Kind of support')
  @Property({ type: 'text' })
  variant: CmVariant;

  @Shown(() => CmPhase, 'Phase / Phase')
  @Property({ type: 'text' })
  phase: CmPhase;

  @Shown(() => String, 'Fallführende Person / Responsible case manager')
  @Property({ type: 'text', nullable: true })
  responsibleCaseManager: string | null;

  @Shown(() => Sozialraum, 'Sozialraum / Social area')
  @Property({ type: 'text', nullable: true })
  sozialraum: Sozialraum | null;

  @Shown(() => CalendarDate, 'Eröffnet am / Opened on')
  @Property({ type: 'date' })
  openedOn: string;

  @Shown(() => Boolean, 'Einwilligung in die Teilnahme (nicht in Datenweitergabe) / Agreed to take part (not to sharing data)')
  @Property({ type: 'boolean' })
  participationConsent: boolean;

  @Shown(() => CalendarDate, 'Bedenkzeit bis / Time for reflection until')
  @Property({ type: 'date', nullable: true })
  bedenkzeitUntil: string | null;

  @Shown(() => PotentialShare, 'Schwerpunkt / Emphasis')
  @Property({ type: 'text', nullable: true })
  share: PotentialShare | null;

  @Shown(() => [FieldState], 'Stand je Handlungsfeld / State per field of action')
  @Property({ type: 'json' })
  fieldStates: FieldState[];
}

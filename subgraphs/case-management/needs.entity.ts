import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ClientRecord } from '../kit/client-record.js';
import type { HealthNeed, PsychosocialNeed } from './enums.js';

/** Codes of what burdens ask of the help; shown as `Client.psychosocialNeeds`. No free text (domain B.1, CM_NARRATIVE). */
@Entity({ tableName: 'psychosocial_need' })
export class PsychosocialNeeds extends ClientRecord {
  @Property({ type: 'array' })
  needs: PsychosocialNeed[];
}

/** Codes of what health asks of courses and work; shown as `Client.healthNeeds`. No diagnosis (scenario F14). */
@Entity({ tableName: 'health_need' })
export class HealthNeeds extends ClientRecord {
  @Property({ type: 'array' })
  needs: HealthNeed[];
}

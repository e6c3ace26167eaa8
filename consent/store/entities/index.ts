import { ClientHeadEntity } from './client-head.entity.js';
import { ConsentEntity } from './consent.entity.js';
import { ConsentEventEntity } from './consent-event.entity.js';

export { ClientHeadEntity, ConsentEntity, ConsentEventEntity };

/** What the ORM writes. Everything else is read by one query (`read-records.ts`) and filled by `import-clients.ts`. */
export const ENTITIES = [ClientHeadEntity, ConsentEntity, ConsentEventEntity];

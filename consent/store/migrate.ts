import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { Clients } from './migrations/01-clients.js';
import { AccessLog } from './migrations/02-access-log.js';
import { Lifecycle } from './migrations/03-lifecycle.js';
import { Linking } from './migrations/04-linking.js';
import { Emergency } from './migrations/05-emergency.js';
import { History } from './migrations/06-history.js';
import { Log } from './migrations/07-log.js';
import { LogSearch } from './migrations/08-log-search.js';
import { LifecycleChange } from './migrations/09-lifecycle-change.js';
import { RevokedSessions } from './migrations/10-revoked-sessions.js';
import { ReleaseCommit } from './migrations/11-release-commit.js';
import { PersonRetention } from './migrations/12-person-retention.js';
import { SharedTexts } from './migrations/13-shared-texts.js';
import { QuickLog } from './migrations/14-quick-log.js';
import { TrueDisclosures } from './migrations/15-true-disclosures.js';
import { FormerUnits } from './migrations/16-former-units.js';
import { KeyedActs } from './migrations/17-keyed-acts.js';
import { ReceivingFunctions } from './migrations/18-receiving-functions.js';
import { ErasureRequests } from './migrations/20-erasure-requests.js';

/**
 * Brings a consent database to the current schema; safe to repeat. `ownerUrl` is the database's owner; the running
 * program's role `freigabe_consent_app` is granted what it needs and no more.
 */
export async function migrateConsent(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init(defineConfig({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: [Clients, AccessLog, Lifecycle, Linking, Emergency, History, Log, LogSearch, LifecycleChange, RevokedSessions, ReleaseCommit, PersonRetention, SharedTexts, QuickLog, TrueDisclosures, FormerUnits, ReceivingFunctions, ErasureRequests, KeyedActs], snapshot: false, silent: true },
  }));
  try {
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
}

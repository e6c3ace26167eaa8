import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import type { Agency } from './agency.js';
import { releaseRecordMigration } from './release-record/migration.js';

export type OnQuery = (sql: string, parameters: readonly unknown[]) => void;

export interface DatabaseOptions {
  /** Connection of the runtime role. */
  readonly url: string;
  /** Connections kept at most. */
  readonly poolSize: number;
  /** Told every statement with its parameters. */
  readonly onQuery?: OnQuery;
}

/** Prepared reads go by client and owner, or by id, whatever the values: planning them anew costs more than reading. */
const SESSION = '-c plan_cache_mode=force_generic_plan';

/** The agency's database as the runtime role sees it; each request forks the entity manager. */
export function openDatabase<L>(agency: Agency<L>, { url, poolSize, onQuery }: DatabaseOptions): Promise<MikroORM> {
  return MikroORM.init({
    ...base(agency, url),
    pool: { min: 0, max: poolSize },
    driverOptions: { options: SESSION },
    onQuery: (sql, parameters) => {
      onQuery?.(sql, parameters);
      return sql;
    },
  });
}

/** Whether the database answers now. */
export const isReachable = (orm: MikroORM): Promise<boolean> =>
  orm.em.getConnection().execute('select 1').then(
    () => true,
    () => false,
  );

/** Brings an agency's database up to date; does nothing if it is. `ownerUrl` connects as the database's owner role. */
export async function migrateAgency<L>(agency: Agency<L>, ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    ...base(agency, ownerUrl),
    extensions: [Migrator],
    migrations: { migrationsList: [...agency.migrations, releaseRecordMigration(`freigabe_${agency.database}_app`)], snapshot: false },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
}

const base = <L>({ entities }: Agency<L>, clientUrl: string): Options => ({
  clientUrl,
  entities: [...entities],
  metadataProvider: ReflectMetadataProvider,
  metadataCache: { enabled: false },
  ensureDatabase: false,
  logger: () => {}, // its messages carry data
});

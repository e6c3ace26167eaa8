import type { Constructor } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Migration } from '@mikro-orm/migrations';
import type { SubgraphName } from '../../consent/core/index.js';
import type { Class, ReferenceResolver } from './build-schema.js';
import type { CatalogueTable } from './catalogue/catalogue.js';
import type { OpenData } from './catalogue/published/serve.js';
import type { EntrySpec } from './catalogue/keeping/rows.js';
import type { GuardedContext } from './guard.js';
import type { Reader } from './reader.js';

export type AgencyName = Exclude<SubgraphName, 'consent'>;

/** What resolvers find in their context: the release, and the agency's loaders. */
export interface AgencyContext<Loaders> extends GuardedContext {
  readonly loaders: Loaders;
}

/** One agency's subgraph; all five have this shape. */
export interface Agency<Loaders = unknown> {
  readonly name: AgencyName;
  /** Database name; its roles are `freigabe_<database>_owner` (migrations) and `freigabe_<database>_app` (runtime). */
  readonly database: string;
  /** Port in the demo county. */
  readonly port: number;
  readonly entities: readonly Constructor[];
  readonly migrations: readonly Constructor<Migration>[];
  /** The agency's published catalogue, if it has one. */
  readonly catalogue?: CatalogueTable<never>;
  /** How its providers keep that catalogue. */
  readonly entries?: EntrySpec;
  /** How that catalogue is published. */
  readonly openData?: OpenData;
  readonly resolvers: [Class, ...Class[]];
  readonly entryTypes: readonly Class[];
  readonly references: Readonly<Record<string, ReferenceResolver<AgencyContext<Loaders>>>>;
  /** Whether it gives away places: then it takes acts on them (`POST /acts`) and keeps the waiting lists moving. */
  readonly givesPlaces?: boolean;
  /** What it does by itself every hour, such as publishing figures; `today` as `yyyy-mm-dd`. Safe to repeat and to run twice at once. */
  readonly chore?: (em: EntityManager, today: string) => Promise<void>;
  /** The batched reads of one request. */
  readonly createLoaders: (reader: Reader) => Loaders;
}

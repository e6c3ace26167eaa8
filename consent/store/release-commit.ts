import type { Pool } from 'pg';
import { entryParts, type EntryParts, type Text } from '../audit/entry.js';
import type { Instant } from '../core/index.js';
import { LogUnavailable, type CommitResult, type ReleaseCommit } from './types.js';

/** Commits that one statement settles at most: bounds how long a group holds its locks. */
const LARGEST_GROUP = 64;

const COMMIT = 'release_commit($1::jsonb, $2::jsonb, $3::bigint) as results';

interface Prepared {
  /** As members of a JSON object: heads and until. */
  readonly conditions: string;
  readonly entries: readonly EntryParts[];
}

interface Waiting extends Prepared {
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (fault: LogUnavailable) => void;
}

/**
 * The release commit: `release_commit` in the database checks heads and expiry and appends the entries. While one call is
 * under way further commits queue and go together in the next, so that under load one round trip and one fsync serve many.
 * `clock` replaces the database's clock; with `maxLogLag` (ms) nothing is committed while older entries wait for the log keeper.
 */
export function releaseCommits(pool: Pool, clock?: () => Instant, maxLogLag?: number): (commit: ReleaseCommit) => Promise<CommitResult> {
  let queue: Waiting[] = [];
  let busy = false;

  const drain = async (): Promise<void> => {
    busy = true;
    while (queue.length > 0) {
      const group = queue.slice(0, LARGEST_GROUP);
      queue = queue.slice(LARGEST_GROUP);
      await settle(group);
    }
    busy = false;
  };

  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const values = [...written(group), clock?.() ?? null];
      const { rows } = await pool.query<{ results: boolean[] }>(maxLogLag === undefined
        ? { name: 'release-commit', text: `select ${COMMIT}`, values }
        : { name: 'kept-release-commit', text: `select expect_kept_log($4::bigint, $3::bigint), ${COMMIT}`, values: [...values, maxLogLag] });
      const results = rows[0]!.results;
      group.forEach(({ resolve }, index) => resolve(results[index] === true ? 'COMMITTED' : 'CHANGED'));
    } catch (cause) {
      group.forEach(({ reject }) => reject(new LogUnavailable(cause)));
    }
  };

  return (commit) =>
    new Promise((resolve, reject) => {
      queue.push({ ...prepared(commit), resolve, reject });
      if (!busy) void drain();
    });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Checked here, since one commit that PostgreSQL cannot read would fail its whole group. */
function prepared({ heads, until, entries }: ReleaseCommit): Prepared {
  if (Number.isNaN(until)) throw new TypeError('A release commit needs an instant in `until`');
  for (const { clientId, version } of heads) {
    if (!UUID.test(clientId) || !Number.isSafeInteger(version)) throw new TypeError('A release commit names a head by internal id and version');
  }
  const versions = JSON.stringify(Object.fromEntries(heads.map(({ clientId, version }) => [clientId, version])));
  return { conditions: `"heads":${versions},"until":${Number.isFinite(until) ? Math.ceil(until) : null}`, entries: entries.map(entryParts) };
}

/** A group as `release_commit` reads it: the commits, and each text that their entries share once. */
function written(group: readonly Prepared[]): readonly [commits: string, texts: string] {
  const numbers = new Map<string, number>();
  const numberOf = ({ literal }: Text): number => {
    const known = numbers.get(literal);
    if (known === undefined) numbers.set(literal, numbers.size);
    return known ?? numbers.size - 1;
  };
  const entry = ([request, about, scope, bases, items]: EntryParts): string =>
    `[${numberOf(request)},${about.literal},${numberOf(scope)},${bases.literal},${numberOf(items)}]`;
  const commits = group.map(({ conditions, entries }) => `{${conditions},"entries":[${entries.map(entry).join()}]}`);
  return [`[${commits.join()}]`, `[${[...numbers.keys()].join()}]`];
}

import type { Pool } from 'pg';
import { entryParts, type EntryParts, type Text } from '../audit/entry.js';
import type { Instant } from '../core/index.js';
import { LogUnavailable, type CommitResult, type ReleaseCommit } from './types.js';

/** Entries that are settled together, unless one commit has more: bounds for how long a group holds the log. */
const LARGEST_GROUP = 256;

/** Groups under way: while the disk takes one, the database settles the next. */
const GROUPS = 2;

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
 * The release commit: `commit_releases` in the database checks heads and expiry and appends the entries. Commits that come while groups are
 * under way queue and go together in the next, so that under load one round trip and one fsync serve many.
 * `clock` replaces the database's clock; with `maxLogLag` (ms) nothing is committed while older entries wait for the log keeper.
 */
export function releaseCommits(pool: Pool, clock?: () => Instant, maxLogLag?: number): (commit: ReleaseCommit) => Promise<CommitResult> {
  const queue: Waiting[] = [];
  let underWay = 0;

  const next = (): void => {
    while (underWay < GROUPS && queue.length > 0) {
      underWay += 1;
      void settle(firstGroup(queue)).finally(() => {
        underWay -= 1;
        setImmediate(next); // whoever was answered and asks again at once comes along
      });
    }
  };

  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const { rows } = await pool.query<{ results: boolean[] }>({
        name: 'commit-releases', text: 'call commit_releases($1::jsonb, $2::jsonb, $3::bigint, $4::bigint, null)',
        values: [...written(group), clock?.() ?? null, maxLogLag ?? null],
      });
      const results = rows[0]!.results;
      group.forEach(({ resolve }, index) => resolve(results[index] === true ? 'COMMITTED' : 'CHANGED'));
    } catch (cause) {
      group.forEach(({ reject }) => reject(new LogUnavailable(cause)));
    }
  };

  return (commit) =>
    new Promise((resolve, reject) => {
      queue.push({ ...prepared(commit), resolve, reject });
      next();
    });
}

/** Takes out of the queue what is settled next: at least one commit. */
function firstGroup(queue: Waiting[]): Waiting[] {
  let entries = 0;
  const end = queue.findIndex((waiting) => (entries += Math.max(1, waiting.entries.length)) > LARGEST_GROUP);
  return queue.splice(0, end === -1 ? queue.length : Math.max(1, end));
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

import type { Judgement } from './judged.js';

/** A fault planted in a function of the release commit: a text of its definition, and what takes its place. */
export interface Fault {
  readonly planted: string;
  readonly in: 'commit_releases(jsonb,jsonb,bigint,bigint,boolean[])' | 'plain_release_commit(jsonb,jsonb,bigint)' | 'raise_head()';
  readonly replace: readonly (readonly [string, string])[];
}

/** Each would let out, now and then, what was withdrawn or has ended. */
export const FAULTS: readonly Fault[] = [
  { planted: 'the version is not compared', in: 'plain_release_commit(jsonb,jsonb,bigint)', replace: [["held @> (item -> 'heads') and ", '']] },
  {
    planted: 'the heads are read before the wait for the log', in: 'plain_release_commit(jsonb,jsonb,bigint)',
    replace: [['perform lock_log();', ''], ['moment := coalesce', 'perform lock_log(); moment := coalesce']],
  },
  {
    planted: 'the clock is read before the wait for other releases', in: 'commit_releases(jsonb,jsonb,bigint,bigint,boolean[])',
    replace: [["perform pg_advisory_xact_lock(hashtext('freigabe releases'))", "at_ms := clock_ms(); perform pg_advisory_xact_lock(hashtext('freigabe releases'))"]],
  },
  { planted: 'the end of a consent is not looked at', in: 'plain_release_commit(jsonb,jsonb,bigint)', replace: [["and moment < coalesce((item ->> 'until')::bigint, moment + 1)", '']] },
  { planted: 'a changed consent does not raise the head', in: 'raise_head()', replace: [['version + 1', 'version']] },
];

type Sql = (text: string, values?: unknown[]) => Promise<readonly unknown[]>;

/** How often it is tried to see a fault: on a busy machine the moments that it needs are rare. */
const ATTEMPTS = 10;

/** The violations that are seen with the fault in the database, of the first attempt that sees any; without it afterwards. */
export async function planting({ in: name, replace }: Fault, sql: Sql, attempt: (number: number) => Promise<Judgement>): Promise<readonly string[]> {
  const [{ text }] = await sql('select pg_get_functiondef($1::regprocedure) as text', [name]) as [{ text: string }];
  await sql(replace.reduce((definition, [from, to]) => {
    expect(definition).toContain(from);
    return definition.replace(from, () => to);
  }, text));
  try {
    for (let number = 0; number < ATTEMPTS; number += 1) {
      const { violations } = await attempt(number);
      if (violations.length > 0) return violations;
    }
    return [];
  } finally {
    await sql(text);
  }
}

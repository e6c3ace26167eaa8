/** A fault planted in a function of the release commit: a text of its definition, and what takes its place. */
export interface Fault {
  readonly planted: string;
  readonly in: 'plain_release_commit(jsonb,bigint)' | 'raise_head()';
  readonly replace: readonly (readonly [string, string])[];
}

/** Each would let out, now and then, what was withdrawn or has ended. */
export const FAULTS: readonly Fault[] = [
  { planted: 'the version is not compared', in: 'plain_release_commit(jsonb,bigint)', replace: [["held @> (item -> 'heads') and ", '']] },
  { planted: 'the heads are read but not locked', in: 'plain_release_commit(jsonb,bigint)', replace: [['order by client_id for share', 'order by client_id']] },
  {
    planted: 'the version is read before the lock', in: 'plain_release_commit(jsonb,bigint)',
    replace: [
      ['order by client_id for share', 'order by client_id'],
      ['perform lock_log();', "perform from client_head where client_id in (select distinct key::uuid from jsonb_array_elements(commits) c, jsonb_each(c -> 'heads')) order by client_id for share; perform lock_log();"],
    ],
  },
  { planted: 'the end of a consent is not looked at', in: 'plain_release_commit(jsonb,bigint)', replace: [["and moment < coalesce((item ->> 'until')::bigint, moment + 1)", '']] },
  { planted: 'a changed consent does not raise the head', in: 'raise_head()', replace: [['version + 1', 'version']] },
];

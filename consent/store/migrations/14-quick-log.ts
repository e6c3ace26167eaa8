import { Migration } from '@mikro-orm/migrations';

/** Releases hold the log for as long as they need it, not until the disk has them; and a change waits for one group of them at most. */
export class QuickLog extends Migration {
  override name = '14-quick-log';

  override up(): void {
    this.addSql(`
      -- Settles a group as release_commit does; what it answers is durable. With most_lag (ms) only while the log is kept.
      create procedure commit_releases(commits jsonb, shared jsonb, at_ms bigint, most_lag bigint, inout results boolean[]) language plpgsql as $$
      begin
        -- Groups queue here and only the first of them for the log, where changes queue: a change has one group before it.
        perform pg_advisory_xact_lock(hashtext('freigabe releases'));
        if most_lag is not null then
          perform expect_kept_log(most_lag, at_ms);
        end if;
        results := release_commit(commits, shared, at_ms);
        -- The log goes to the next before the disk has what was written ...
        set local synchronous_commit = off;
        commit;
        -- ... and the answer after it: a transaction that writes nothing but this, later in the write-ahead log, waits for the disk
        -- (one that wrote nothing at all would not). In the same session: another could be at a server that has crashed meanwhile.
        perform pg_logical_emit_message(true, 'freigabe', '');
      end $$;
      revoke execute on procedure commit_releases(jsonb, jsonb, bigint, bigint, boolean[]) from public;
      grant execute on procedure commit_releases(jsonb, jsonb, bigint, bigint, boolean[]) to freigabe_consent_app;
    `);
  }
}

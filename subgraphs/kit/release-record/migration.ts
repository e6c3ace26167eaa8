import { Migration } from '@mikro-orm/migrations';
import type { Constructor } from '@mikro-orm/core';

/** The agency's own release log. The running program adds and reads; it deletes only what is past its period, by `expire_release_records`. */
export const releaseRecordMigration = (app: string): Constructor<Migration> =>
  class ReleaseRecords extends Migration {
    override name = 'kit-release-record';

    override up(): void {
      this.addSql(`
        create table release_record (
          id bigint primary key generated always as identity,
          at bigint not null,
          request text not null,
          client text not null,
          released jsonb not null
        );
        create index release_record_at on release_record (at);
        grant select, insert on release_record to ${app};

        -- What is younger than a day can still be needed to find out what went wrong, and is not deleted by any program.
        create function expire_release_records(before_ms bigint) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
          deleted bigint;
        begin
          if before_ms > extract(epoch from clock_timestamp()) * 1000 - 86400000 then
            raise exception 'release records are kept for a day at least';
          end if;
          delete from public.release_record where at < before_ms;
          get diagnostics deleted = row_count;
          return deleted;
        end $$;
        revoke execute on function expire_release_records(bigint) from public;
        grant execute on function expire_release_records(bigint) to ${app};
      `);
    }
  };

import { Migration } from '@mikro-orm/migrations';

/** The release commit decides about its whole group at once: half the processor time of going through it one by one. */
export class ReleaseCommit extends Migration {
  override name = '11-release-commit';

  override up(): void {
    this.addSql(`
      create or replace function release_commit(commits jsonb, at_ms bigint) returns boolean[] language plpgsql as $$
      declare
        held jsonb;
        moment bigint;
        results boolean[];
        entries text[];
      begin
        perform lock_log();
        -- Both read after the wait: what was changed or ended while waiting has changed or ended.
        select coalesce(jsonb_object_agg(client_id, version), '{}') into held from client_head
          where client_id in (select key::uuid from jsonb_array_elements(commits) c, jsonb_each(c -> 'heads'));
        moment := coalesce(at_ms, clock_ms());
        results := array(
          select held @> (item -> 'heads') and moment < coalesce((item ->> 'until')::bigint, moment + 1)
          from jsonb_array_elements(commits) with ordinality as one (item, place) order by place);
        entries := array(
          select entry from jsonb_array_elements(commits) with ordinality as one (item, place),
            jsonb_array_elements_text(item -> 'entries') with ordinality as two (entry, line)
          where results[place] order by place, line);
        if cardinality(entries) > 0 then
          perform append_log(entries, moment);
        end if;
        return results;
      end $$;
    `);
  }
}

import { Migration } from '@mikro-orm/migrations';

/** What the entries of a group of release commits share is sent once and put together here. */
export class SharedTexts extends Migration {
  override name = '13-shared-texts';

  override up(): void {
    this.addSql(`
      drop function release_commit(jsonb, bigint);

      -- Settles a group of release commits, each { heads: {client id: version}, until: ms or null, entries: [parts] }, and says
      -- for each whether it was committed. The parts of an entry are in turn the number of one of the texts, and a text.
      create function release_commit(commits jsonb, shared jsonb, at_ms bigint) returns boolean[] language plpgsql as $$
      declare
        texts text[] := array(select jsonb_array_elements_text(shared));
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
          select texts[1 + (part -> 0)::int] || (part ->> 1) || texts[1 + (part -> 2)::int] || (part ->> 3) || texts[1 + (part -> 4)::int]
          from jsonb_array_elements(commits) with ordinality as one (item, place),
            jsonb_array_elements(item -> 'entries') with ordinality as two (part, line)
          where results[place] order by place, line);
        if cardinality(entries) > 0 then
          perform append_log(entries, moment);
        end if;
        return results;
      end $$;
      revoke execute on function release_commit(jsonb, jsonb, bigint) from public;
      grant execute on function release_commit(jsonb, jsonb, bigint) to freigabe_consent_app;
    `);
  }
}

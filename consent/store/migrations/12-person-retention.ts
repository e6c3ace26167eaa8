import { Migration } from '@mikro-orm/migrations';

/** Names of staff are kept no longer than the entries that they explain (docs/supervision.md). */
export class PersonRetention extends Migration {
  override name = '12-person-retention';

  override up(): void {
    this.addSql(`
      alter table person_escrow add kept_at timestamptz not null default now();

      -- Deletes requests for names from before an instant (ms), and the names of whom no entry speaks any more.
      create function forget_persons_before(before_at bigint) returns void language sql security definer set search_path = public, pg_temp as $$
        delete from person_resolution where requested_at < before_at;
        delete from person_escrow e where kept_at < to_timestamp(before_at / 1000.0)
          and not exists (select from log_request where person = e.pseudonym) and not exists (select from person_resolution where pseudonym = e.pseudonym);
      $$;
      revoke execute on function forget_persons_before(bigint) from public;
      grant execute on function forget_persons_before(bigint) to freigabe_consent_keeper;
    `);
  }
}

import { Migration } from '@mikro-orm/migrations';

/** Erasing a client from the log takes two officers and the keeper (docs/audit-verification.md). */
export class ErasureRequests extends Migration {
  override name = '20-erasure-requests';

  override up(): void {
    this.addSql(`
      create table erasure_request (
        id uuid primary key default gen_random_uuid(),
        client uuid,
        unit text not null,
        reason text not null check (length(reason) between 10 and 500),
        requested_by text not null,
        requested_at bigint not null,
        ends_at bigint not null,
        approved_by text,
        approval text check (length(approval) between 10 and 500),
        approved_at bigint,
        done_at bigint,
        check (approved_by <> requested_by),
        check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (approval is null)),
        check (approved_at < ends_at),
        check (done_at is null or approved_by is not null),
        check ((client is null) = (done_at is not null))
      );
      create index erasure_request_of_unit on erasure_request (unit, requested_at desc);

      -- Each step once and in its order, whatever the program does; nobody changes what was approved.
      create function erased_as_approved() returns trigger language plpgsql as $$
      begin
        if old.done_at is not null and new is distinct from old then
          raise exception 'erased once';
        end if;
        if old.approved_by is not null and (new.approved_by, new.approval, new.approved_at) is distinct from (old.approved_by, old.approval, old.approved_at) then
          raise exception 'approved once';
        end if;
        return new;
      end $$;
      create trigger erased_as_approved before update on erasure_request for each row execute function erased_as_approved();

      -- As before, and requests to erase.
      create or replace function forget_persons_before(before_at bigint) returns void language sql security definer set search_path = public, pg_temp as $$
        delete from erasure_request where requested_at < before_at;
        delete from person_resolution where requested_at < before_at;
        delete from person_escrow e where kept_at < to_timestamp(before_at / 1000.0)
          and not exists (select from log_request where person = e.pseudonym) and not exists (select from person_resolution where pseudonym = e.pseudonym);
      $$;

      revoke execute on function erased_as_approved() from public;
      grant select, insert (client, unit, reason, requested_by, requested_at, ends_at), update (approved_by, approval, approved_at) on erasure_request to freigabe_consent_app;
      grant select, update (done_at, client) on erasure_request to freigabe_consent_keeper;
    `);
  }
}

import { Migration } from '@mikro-orm/migrations';

/** One-time linking codes and the failures to redeem one. */
export class Linking extends Migration {
  override name = '04-linking';

  override up(): void {
    this.addSql(`
      create table linking_code (
        id uuid primary key,
        client_id uuid not null references client,
        unit text not null,
        -- HMAC-SHA-256 under a key that the database does not know; the code itself is on paper only.
        mac bytea not null unique check (length(mac) = 32),
        creator_unit text not null,
        creator text not null,
        idempotency_key text not null,
        fingerprint text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        redeemed_at timestamptz(3),
        redeemer text,
        redemption_key text,
        revoked_at timestamptz(3),
        unique (creator_unit, creator, idempotency_key),
        unique (unit, redeemer, redemption_key),
        check (redeemed_at is null or revoked_at is null)
      );
      create index linking_code_head on linking_code (substring(mac from 1 for 8));

      create table linking_failure (
        id bigint generated always as identity primary key,
        unit text not null,
        person text not null,
        at timestamptz(3) not null
      );
      create index linking_failure_unit_at on linking_failure (unit, at);

      -- What has happened to a code once, has happened: no code is ever used twice or brought back.
      create function keep_code_fate() returns trigger language plpgsql as $$
      begin
        if old.redeemed_at is not null or old.revoked_at is not null then
          raise exception 'a redeemed or revoked linking code does not change';
        end if;
        return new;
      end $$;
      create trigger keep_code_fate before update on linking_code for each row execute function keep_code_fate();

      grant select, insert on linking_code, linking_failure to freigabe_consent_app;
      grant update (redeemed_at, redeemer, redemption_key, revoked_at) on linking_code to freigabe_consent_app;
    `);
  }
}

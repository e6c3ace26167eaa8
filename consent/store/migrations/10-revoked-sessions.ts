import { Migration } from '@mikro-orm/migrations';

/** Sessions that the identity provider has ended (OpenID Connect Back-Channel Logout 1.0), for all replicas to hear of. */
export class RevokedSessions extends Migration {
  override name = '10-revoked-sessions';

  override up(): void {
    this.addSql(`
      create table revoked_session (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('sid', 'sub')),
        value text not null,
        -- Seconds since the epoch: tokens issued until then are void.
        at bigint not null,
        -- Of the logout token, so that it counts once.
        jti text not null unique
      );
      grant select, insert, delete on revoked_session to freigabe_consent_app;
    `);
  }
}

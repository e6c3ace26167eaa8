import { Migration } from '@mikro-orm/migrations';

/** What was printed for a unit before an event found it no longer competent links it no more (scenario F5). */
export class FormerUnits extends Migration {
  override name = '16-former-units';

  override up(): void {
    this.addSql(`
      create index linking_code_open on linking_code (client_id) where redeemed_at is null and revoked_at is null;
      create index consent_event_review on consent_event (client_id) where step = 'recordReviewEvent';
    `);
  }
}

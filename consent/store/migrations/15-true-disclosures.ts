import { Migration } from '@mikro-orm/migrations';

/** Proofs of transmission say only what was handed on. */
export class TrueDisclosures extends Migration {
  override name = '15-true-disclosures';

  override up(): void {
    this.addSql(`
      -- Earlier versions took changes of consents, linking codes, notifications and their reviews for transmissions. Consents are kept by the
      -- consent service alone, and a Jugendamt notifies nobody: such rows never happened.
      delete from disclosure where categories = '{CONSENT_META}' and from_unit <> 'CONSENT_SERVICE';
      delete from disclosure where basis like 'EMERGENCY:%' and from_unit like 'JUGENDAMT:%';

      -- Whatever a caller typed as an occasion switched a rule off; nothing asks for it any more.
      alter table log_request drop column has_occasion;
    `);
  }
}

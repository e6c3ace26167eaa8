import { Migration } from '@mikro-orm/migrations';
import { waitingByUnit } from '../../kit/places/waiting-by-unit.js';

/** Waiting lists take a client from each unit, so that they do not tell who has a place by another one. */
export class OfferWaitingByUnit extends Migration {
  override name = '2026-11-22-waiting-by-unit';

  override up(): void {
    this.addSql(waitingByUnit('offer'));
  }
}

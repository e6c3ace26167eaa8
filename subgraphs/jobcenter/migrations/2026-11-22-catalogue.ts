import { Migration } from '@mikro-orm/migrations';
import { catalogueColumns, searchableCatalogue } from '../../kit/catalogue/ddl.js';
import { OFFER_LABELS } from '../labels.js';

const app = 'freigabe_jobcenter_app';

/** Offers as they are searched, kept by their units and reserved from. */
export class OfferCatalogue extends Migration {
  override name = '2026-11-22-catalogue';

  override up(): void {
    this.addSql(catalogueColumns('offer', 'JOBCENTER_LIPPE'));
    this.addSql(`
      alter table offer
        add municipality text,
        add childcare boolean not null default false;
      update offer set formats = array[format], capacity = greatest(capacity, free_places), taken = greatest(capacity - free_places, 0);
      alter table offer drop format;`);
    this.addSql(searchableCatalogue(app, 'offer', OFFER_LABELS));
  }
}

import type { Agency } from '../kit/agency.js';
import { CatalogueEntryResolver } from '../kit/catalogue/entry.js';
import { Benefit, CounsellingOffer } from './benefit.entity.js';
import { Client } from './client.js';
import { ClientResolver } from './client.resolver.js';
import { CooperationPlan } from './cooperation-plan.entity.js';
import { LabourProfile } from './labour-profile.entity.js';
import { KeepOffersResolver } from './keep-offers.resolver.js';
import { createLoaders, type Loaders } from './loaders.js';
import { JobcenterRecords } from './migrations/2026-07-01-records.js';
import { OfferCatalogue } from './migrations/2026-11-22-catalogue.js';
import { OfferPlaces } from './migrations/2026-11-22-places.js';
import { OfferWaitingByUnit } from './migrations/2026-11-22-waiting-by-unit.js';
import { NoCoachNoPlace } from './migrations/2026-11-23-no-coach-no-place.js';
import { OfferEligibilityResolver } from './offer-eligibility.resolver.js';
import { offerEntries } from './offer-keeping.js';
import { offerOpenData } from './offer-open-data.js';
import { offerTable } from './offer-search.js';
import { Offer } from './offer.entity.js';
import { OfferResolver } from './offer.resolver.js';
import { Participation } from './participation.entity.js';
import { ParticipationResolver, ParticipationsResolver } from './participation.resolver.js';

/** Jobcenter Lippe (SGB II) and Agentur für Arbeit Detmold (SGB III): two tenants, two legal spheres. */
export const jobcenter: Agency<Loaders> = {
  name: 'jobcenter',
  database: 'jobcenter',
  port: 4102,
  entities: [Benefit, CounsellingOffer, LabourProfile, CooperationPlan, Offer, Participation],
  migrations: [JobcenterRecords, OfferCatalogue, OfferPlaces, OfferWaitingByUnit, NoCoachNoPlace],
  catalogue: offerTable,
  entries: offerEntries,
  openData: offerOpenData,
  resolvers: [ClientResolver, OfferResolver, CatalogueEntryResolver, OfferEligibilityResolver, KeepOffersResolver, ParticipationsResolver, ParticipationResolver],
  entryTypes: [Client],
  references: { Offer: ({ id }, { loaders }) => loaders.offers.load(String(id)) },
  givesPlaces: true,
  createLoaders,
};

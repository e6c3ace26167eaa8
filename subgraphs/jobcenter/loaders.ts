import type { Ask } from '../kit/catalogue/catalogue.js';
import type { RawRow } from '../kit/catalogue/keeping/rows.js';
import { saveEntries, withdrawEntry, type SaveOptions, type Withdrawal } from '../kit/catalogue/keeping/save.js';
import { cataloguePage } from '../kit/catalogue/page.js';
import type { Reader } from '../kit/reader.js';
import { Benefit, CounsellingOffer } from './benefit.entity.js';
import { CooperationPlan } from './cooperation-plan.entity.js';
import { LabourProfile } from './labour-profile.entity.js';
import { offerEntries } from './offer-keeping.js';
import { Offer } from './offer.entity.js';
import { Participation } from './participation.entity.js';

/** What a request reads: the rows, the category they are granted under, the columns, and fields that are worked out from them. */
export const createLoaders = ({ catalogue, em, open, records, today }: Reader) => {
  const offers = open(Offer, { 'Offer.eligibility': ['kind', 'ageMin', 'ageMax', 'languageLevelMin', 'municipalitiesExcluded', 'validTo'], 'Offer.waiting': ['waitingExactly'] });
  return {
    benefits: records(Benefit, 'BENEFIT_REGIME', ['regime', 'since']),
    counsellingOffers: records(CounsellingOffer, 'BENEFIT_REGIME', ['dueOn', 'offeredOn', 'accepted']),
    labourProfiles: records(LabourProfile, 'LABOUR_PROFILE', ['education', 'occupations', 'recognition', 'courseRequirements']),
    participations: records(Participation, 'MEASURE_PARTICIPATION', ['offerId', 'state'], { 'Participation.offer': ['offerId'] }),
    cooperationPlans: records(CooperationPlan, 'JC_PLAN', ['languageMeasure', 'nextStep', 'updatedOn']),
    offers,
    today,
    offerPage: (ask: Ask) => cataloguePage(catalogue(), ask, offers),
    saveOffers: (entries: readonly RawRow[], options: SaveOptions) => saveEntries(em(), offerEntries, entries, options),
    withdrawOffer: (entry: Withdrawal) => withdrawEntry(em(), offerEntries, entry, today()),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;

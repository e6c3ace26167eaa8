import type { Ask } from '../kit/catalogue/catalogue.js';
import { cataloguePage } from '../kit/catalogue/page.js';
import type { Reader } from '../kit/reader.js';
import { Benefit, CounsellingOffer } from './benefit.entity.js';
import { CooperationPlan } from './cooperation-plan.entity.js';
import { LabourProfile } from './labour-profile.entity.js';
import { Offer } from './offer.entity.js';

/** What a request reads: the rows, the category they are granted under, and the columns. */
export const createLoaders = ({ catalogue, open, records }: Reader) => {
  const offers = open(Offer);
  return {
    benefits: records(Benefit, 'BENEFIT_REGIME', ['regime', 'since']),
    counsellingOffers: records(CounsellingOffer, 'BENEFIT_REGIME', ['dueOn', 'offeredOn', 'accepted']),
    labourProfiles: records(LabourProfile, 'LABOUR_PROFILE', ['education', 'occupations', 'recognition', 'courseRequirements']),
    cooperationPlans: records(CooperationPlan, 'JC_PLAN', ['languageMeasure', 'nextStep', 'updatedOn']),
    offers,
    offerPage: (ask: Ask) => cataloguePage(catalogue(), ask, offers),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;

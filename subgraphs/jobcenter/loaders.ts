import type { Municipality } from '../kit/enums.js';
import { idOf } from '../kit/paging.js';
import type { Reader } from '../kit/reader.js';
import { Benefit, CounsellingOffer } from './benefit.entity.js';
import { CooperationPlan } from './cooperation-plan.entity.js';
import type { OfferKind } from './enums.js';
import { LabourProfile } from './labour-profile.entity.js';
import { Offer } from './offer.entity.js';

interface OfferFilter {
  readonly kind: OfferKind | null;
  readonly municipality: Municipality | null;
  readonly after: string | null;
}

/** What a request reads: the rows, the category they are granted under, and the columns. */
export const createLoaders = ({ em, open, records }: Reader) => ({
  benefits: records(Benefit, 'BENEFIT_REGIME', ['regime', 'since']),
  counsellingOffers: records(CounsellingOffer, 'BENEFIT_REGIME', ['dueOn', 'offeredOn', 'accepted']),
  labourProfiles: records(LabourProfile, 'LABOUR_PROFILE', ['education', 'occupations', 'recognition', 'courseRequirements']),
  cooperationPlans: records(CooperationPlan, 'JC_PLAN', ['languageMeasure', 'nextStep', 'updatedOn']),
  offers: open(Offer),
  offerPage: ({ kind, municipality, after }: OfferFilter, limit: number): Promise<Offer[]> =>
    em.find(
      Offer,
      {
        ...(kind && { kind }),
        ...(municipality && { $not: { municipalitiesExcluded: { $contains: [municipality] } } }),
        ...(after && { id: { $gt: idOf(after) } }),
      },
      { orderBy: { id: 'asc' }, limit },
    ),
});

export type Loaders = ReturnType<typeof createLoaders>;

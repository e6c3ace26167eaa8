import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Protected, Resolved } from '../kit/decorators.js';
import { newest } from '../kit/reader.js';
import { Benefit, CounsellingOffer } from './benefit.entity.js';
import { Client } from './client.js';
import { CooperationPlan } from './cooperation-plan.entity.js';
import { LabourProfile } from './labour-profile.entity.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class ClientResolver {
  @Protected('BENEFIT_REGIME')
  @Resolved(() => [Benefit], 'Sozialleistungen, nur nach Art / Benefits, by regime only')
  benefits(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly Benefit[]> {
    return loaders.benefits.load(id);
  }

  @Protected('BENEFIT_REGIME')
  @Resolved(() => [CounsellingOffer], 'Angebote der Arbeitsberatung / Offers of job counselling')
  counsellingOffers(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly CounsellingOffer[]> {
    return loaders.counsellingOffers.load(id);
  }

  @Protected('LABOUR_PROFILE')
  @Resolved(() => LabourProfile, 'Bildung, Beruf und Anerkennung / Education, occupation and recognition')
  labourProfile(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<LabourProfile | null> {
    return newest(loaders.labourProfiles, id);
  }

  @Protected('JC_PLAN')
  @Resolved(() => CooperationPlan, 'Auszug aus dem Kooperationsplan / Extract of the cooperation plan')
  cooperationPlan(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<CooperationPlan | null> {
    return newest(loaders.cooperationPlans, id);
  }
}

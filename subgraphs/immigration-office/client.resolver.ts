import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Protected, Resolved } from '../kit/decorators.js';
import { newest } from '../kit/reader.js';
import { Client } from './client.js';
import type { Loaders } from './loaders.js';
import { PerspectiveCheck } from './perspective-check.entity.js';
import { Residence, ResidenceObligation, WorkPermission } from './residence.entity.js';
import { StatusView, statusViewOf } from './status-view.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class ClientResolver {
  @Protected('RESIDENCE_TITLE')
  @Resolved(() => Residence, 'Aufenthaltstitel / Residence title')
  residence(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<Residence | null> {
    return newest(loaders.residences, id);
  }

  @Protected('RESIDENCE_TITLE')
  @Resolved(() => StatusView, 'Abgeleiteter Status statt des Paragrafen / Derived status instead of the paragraph')
  async statusView(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<StatusView | null> {
    const residence = await newest(loaders.residences, id);
    return residence && statusViewOf(residence);
  }

  @Protected('WORK_PERMISSION')
  @Resolved(() => WorkPermission, 'Zugang zum Arbeitsmarkt / Permission to work')
  workPermission(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<WorkPermission | null> {
    return newest(loaders.workPermissions, id);
  }

  @Protected('RESIDENCE_OBLIGATION')
  @Resolved(() => ResidenceObligation, 'Wohnsitzauflage oder -regelung / Residence obligation')
  residenceObligation(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<ResidenceObligation | null> {
    return newest(loaders.residenceObligations, id);
  }

  @Protected('PERSPECTIVE_CHECK')
  @Resolved(() => [PerspectiveCheck], 'Prüfungen der Aufenthaltsperspektive / Checks of the residence perspective')
  perspectiveChecks(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly PerspectiveCheck[]> {
    return loaders.perspectiveChecks.load(id);
  }
}

import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Protected, Resolved } from '../kit/decorators.js';
import { newest } from '../kit/reader.js';
import { Client } from './client.js';
import { KitaNeed } from './kita.entity.js';
import type { Loaders } from './loaders.js';
import { SchoolAdvice, SchoolBiography, SchoolPlacement } from './school.entity.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class ClientResolver {
  @Protected('SCHOOL_PLACEMENT')
  @Resolved(() => SchoolAdvice, 'Seiteneinstiegsberatung / School advice for newcomers')
  schoolAdvice(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<SchoolAdvice | null> {
    return newest(loaders.schoolAdvice, id);
  }

  @Protected('SCHOOL_PLACEMENT')
  @Resolved(() => SchoolPlacement, 'Schulplatz / School placement')
  schoolPlacement(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<SchoolPlacement | null> {
    return newest(loaders.schoolPlacements, id);
  }

  @Protected('SCHOOL_BIOGRAPHY')
  @Resolved(() => SchoolBiography, 'Schulbiografie / School biography')
  schoolBiography(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<SchoolBiography | null> {
    return newest(loaders.schoolBiographies, id);
  }

  @Protected('SCHOOL_HEALTH')
  @Resolved(() => Boolean, 'Schuleingangsuntersuchung erfolgt / School entry examination done')
  async healthExamDone(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<boolean | undefined> {
    return (await newest(loaders.healthExams, id))?.done;
  }

  @Protected('KITA_PLACEMENT')
  @Resolved(() => [KitaNeed], 'Kita-Bedarf und Kita-Platz / Childcare need and place')
  kita(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly KitaNeed[]> {
    return loaders.kitaNeeds.load(id);
  }
}

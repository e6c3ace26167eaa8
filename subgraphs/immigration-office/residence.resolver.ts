import { Resolver, Root } from 'type-graphql';
import { Protected, Resolved } from '../kit/decorators.js';
import { ResidenceTitle } from './enums.js';
import { Residence } from './residence.entity.js';
import { shownTitle, type ShownTitle } from './titles.js';

@Resolver(() => Residence)
export class ResidenceResolver {
  @Protected('RESIDENCE_TITLE')
  @Resolved(() => ResidenceTitle, 'Titel; heikle unter einem gemeinsamen Namen / Title; delicate ones under a common name')
  title(@Root() { storedTitle }: Pick<Residence, 'storedTitle'>): ShownTitle {
    return shownTitle(storedTitle);
  }
}

import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Open } from '../kit/decorators.js';
import { Municipality } from '../kit/enums.js';
import { ContactDirectoryEntry } from './contact-directory.entity.js';
import type { Loaders } from './loaders.js';

@Resolver()
export class ContactDirectoryResolver {
  @Open('service contacts of staff, published for professionals (§ 18 DSG NRW)')
  @Query(() => [ContactDirectoryEntry], { nullable: true, description: 'Ansprechpersonen der Stellen / Contacts at the units' })
  contactDirectory(
    @Arg('municipality', () => Municipality, { nullable: true }) municipality: Municipality | null,
    @Ctx() { loaders }: AgencyContext<Loaders>,
  ): Promise<ContactDirectoryEntry[]> {
    return loaders.contactDirectory(municipality ?? null);
  }
}

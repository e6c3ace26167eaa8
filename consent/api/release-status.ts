import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { explain, HOLDERS, obligationsOf, type Instant, type Purpose, type Requester } from '../core/index.js';
import { shownInstant } from './consent.js';
import type { OwnClient } from './context.js';
import { BasisKindEnum, CategoryEnum, DenyReasonEnum, PurposeEnum } from './enums.js';

@ObjectType({ description: 'Was eine Schweigepflichtsentbindung enthalten müsste / What a release from confidentiality would have to contain' })
export class NeededConsent {
  @Always(() => [String], 'Eine dieser Stellen müsste entbunden werden / One of these units would have to be released')
  releasingUnits: readonly string[];

  @Always(() => String, 'Empfangende Stelle / Receiving unit')
  receivingUnit: string;

  @Always(() => CategoryEnum, 'Kategorie / Category')
  category: string;

  @Always(() => PurposeEnum, 'Zweck / Purpose')
  purpose: string;

  @Always(() => Boolean, 'Personen beider Seiten namentlich nennen / Persons of both sides must be named')
  namesPersons: boolean;

  @Always(() => Boolean, 'Einzeln ankreuzen, schriftlich oder elektronisch / Ticked by itself, written or electronic')
  explicitAndSigned: boolean;
}

@ObjectType({ description: 'Entscheidung über eine Kategorie für die anfragende Person / Decision on one category for the asking person' })
export class CategoryRelease {
  @Always(() => CategoryEnum, 'Kategorie / Category')
  category: string;

  @Always(() => Boolean, 'Freigegeben / Released')
  granted: boolean;

  @Shown(() => BasisKindEnum, 'Rechtsgrundlage / Legal basis')
  basis: string | null;

  @Always(() => [String], 'Pflichten, die mit der Freigabe übergehen / Obligations that come with the release')
  obligations: readonly string[];

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Ende der Einwilligung / End of the consent' })
  until: Date | null;

  @Shown(() => DenyReasonEnum, 'Grund, nur für die fallführende Person / Reason, for the person leading the case only')
  reason: string | null;

  @Shown(() => NeededConsent, 'Was fehlt, nur für die fallführende Person / What is missing, for the person leading the case only')
  needed: NeededConsent | null;
}

/** The decision per category as the gateway takes it, and for the person who leads the case what a consent would need. */
export function releaseStatus({ release, records }: OwnClient, requester: Requester, purpose: Purpose, at: Instant): CategoryRelease[] {
  return [...HOLDERS].map(([category, holders]) => {
    const owner = holders.find((unit) => release.grants(unit, category));
    if (owner !== undefined) {
      const basis = release.basis(owner, category)!;
      const end = basis.kind === 'CONSENT' ? records.consents.find(({ id }) => id === basis.id)?.to : undefined;
      const obligations = obligationsOf(owner, requester.unit, category, basis);
      return { category, granted: true, basis: basis.kind, obligations, until: end === undefined ? null : shownInstant(end), reason: null, needed: null };
    }
    const told = release.responsible ? explain(records, requester, purpose, at, holders, category) : null;
    return { category, granted: false, basis: null, obligations: [], until: null, reason: told?.reason ?? null, needed: told?.needed ?? null };
  });
}

import { Ctx, Field, GraphQLISODateTime, ObjectType, Query, Resolver } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import type { ConsentApiContext } from '../api/context.js';
import { CategoryEnum, PurposeEnum } from '../api/enums.js';
import { FLOWS_VERSION, inForce, STATUTORY_FLOWS, type Category, type Purpose } from '../core/index.js';

const LAW = 'the law and what the county has switched on; about nobody';

@Open(LAW)
@ObjectType({ description: 'Eine Richtung einer gesetzlichen Übermittlung / One direction of a statutory flow' })
export class FlowDirection {
  @Always(() => [String], 'Von / From')
  from: readonly string[];

  @Always(() => [String], 'An / To')
  to: readonly string[];

  @Always(() => [CategoryEnum], 'Kategorien / Categories')
  categories: readonly Category[];
}

@Open(LAW)
@ObjectType({ description: 'Übermittlung, die ein Gesetz ohne Einwilligung erlaubt / Transmission that a statute allows without consent' })
export class StatutoryFlow {
  @Always(() => String, 'Nummer im Katalog / Number in the catalogue')
  id: string;

  @Always(() => String, 'Bezeichnung / Title')
  title: string;

  @Always(() => String, 'Rechtsgrundlage / Citation')
  citation: string;

  @Always(() => [FlowDirection], 'Wege über das Gateway / Directions through the gateway')
  directions: readonly FlowDirection[];

  @Always(() => [PurposeEnum], 'Zwecke / Purposes')
  purposes: readonly Purpose[];

  @Field(() => GraphQLISODateTime, { description: 'Gilt ab / Valid from' })
  validFrom: Date;

  @Shown(() => GraphQLISODateTime, 'Gilt bis (ausschließlich); leer: unbefristet / Valid until (exclusive); empty: no end')
  validTo: Date | null;

  @Always(() => Boolean, 'Gilt jetzt / In force now')
  inForce: boolean;

  @Always(() => Boolean, 'Kann je über das Gateway laufen / Can ever run through the gateway')
  viaGateway: boolean;

  @Always(() => Boolean, 'In diesem Kreis eingeschaltet / Switched on in this county')
  switchedOn: boolean;

  @Always(() => String, 'Stand des Katalogs / Version of the catalogue')
  catalogueVersion: string;
}

@Resolver()
export class StatutoryFlowsResolver {
  @Open(LAW)
  @Query(() => [StatutoryFlow], { nullable: true, description: 'Abgeschlossener Katalog gesetzlicher Übermittlungen / Closed catalogue of statutory flows' })
  statutoryFlows(@Ctx() { policy, now }: ConsentApiContext): StatutoryFlow[] {
    return STATUTORY_FLOWS.map((flow) => ({
      id: flow.id, title: flow.title, citation: flow.citation, directions: flow.arrows, purposes: flow.purposes,
      validFrom: new Date(flow.from), validTo: flow.to === null ? null : new Date(flow.to),
      inForce: inForce(flow, now), viaGateway: flow.viaGateway, switchedOn: policy.flows.some(({ id }) => id === flow.id),
      catalogueVersion: FLOWS_VERSION,
    }));
  }
}

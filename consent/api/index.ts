import { buildSubgraph, type Subgraph } from '../../subgraphs/kit/build-schema.js';
import { StatutoryFlowsResolver } from '../catalogue/statutory-flows.resolver.js';
import { CaseloadResolver } from '../due-next/caseload.resolver.js';
import { DueNextResolver } from '../due-next/due-next.resolver.js';
import { FollowUpResolver } from '../emergency/follow-up.resolver.js';
import { NotifyResolver } from '../emergency/notify.resolver.js';
import { ConsentExportResolver, ConsentExportsResolver } from '../exchange/consent-export.resolver.js';
import { ImportConsentResolver } from '../exchange/import-consent.resolver.js';
import { AssessOpportunitiesResolver } from '../guidance/assess-opportunities.resolver.js';
import { FindOpportunitiesResolver } from '../guidance/find-opportunities.resolver.js';
import { GuidanceResolver } from '../guidance/guidance.resolver.js';
import { HistoryResolver } from '../history/history.resolver.js';
import { LinkingResolver } from '../linking/linking.resolver.js';
import { PaperResolver } from '../papers/paper.resolver.js';
import { PlacesResolver } from '../places/places.resolver.js';
import { CounterfactualResolver } from '../preview/counterfactual.resolver.js';
import { PreviewResolver } from '../preview/preview.resolver.js';
import { AnomaliesResolver } from '../supervision/anomalies.resolver.js';
import { ErasuresResolver } from '../supervision/erasures.resolver.js';
import { PersonsResolver } from '../supervision/persons.resolver.js';
import { ReportsResolver } from '../supervision/reports.resolver.js';
import { AccessLogResolver } from './access-log.resolver.js';
import { ChangeConsentResolver } from './change-consent.resolver.js';
import { ClientResolver } from './client.resolver.js';
import { ConsentResolver } from './consent.resolver.js';
import { LifecycleResolver } from './lifecycle.resolver.js';
import { NoticeResolver } from './notice.resolver.js';
import { ReviewResolver } from './review.resolver.js';
import { consentContext, type ConsentApiContext, type ConsentApiDeps } from './context.js';

export { consentContext, type ConsentApiContext } from './context.js';

/**
 * The consent subgraph: executable schema and SDL. It runs in the gateway's process and is given no tickets: it is the
 * authority the tickets come from, and checks the release itself.
 */
export const buildConsentSchema = (): Promise<Subgraph> =>
  buildSubgraph<ConsentApiContext>({ resolvers: [ClientResolver, ConsentResolver, AccessLogResolver, ChangeConsentResolver, LifecycleResolver, ReviewResolver, NoticeResolver, StatutoryFlowsResolver, HistoryResolver, PreviewResolver, CounterfactualResolver, LinkingResolver, NotifyResolver, FollowUpResolver, ConsentExportsResolver, ConsentExportResolver, ImportConsentResolver, PaperResolver, AnomaliesResolver, PersonsResolver, ErasuresResolver, ReportsResolver, PlacesResolver, DueNextResolver, CaseloadResolver, GuidanceResolver, AssessOpportunitiesResolver, FindOpportunitiesResolver], entryTypes: [] });

/** The consent subgraph as the gateway runs it. The rules that it starts with are on record before anything is decided by them. */
export async function consentSubgraph(deps: ConsentApiDeps) {
  await deps.store.history.recordPolicy(deps.policy);
  return { schema: (await buildConsentSchema()).schema, contextFor: consentContext(deps) };
}

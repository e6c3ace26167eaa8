import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { pageSize } from '../../subgraphs/kit/paging.js';
import type { ConsentApiContext } from '../api/context.js';
import { decode, encode } from '../api/ids.js';
import { AnomalyConnection, AnomalyFilter, type Anomaly } from './anomalies.types.js';
import type { Anomaly as Found } from './anomalies/read-anomalies.js';
import { ANOMALY_RULES, sentenceOf } from './anomalies/rules.js';
import { asOfficer } from './officer.js';

@Resolver()
export class AnomaliesResolver {
  @Protected('ACCESS_LOG')
  @Query(() => AnomalyConnection, {
    nullable: true,
    description: 'Hinweise auf Ungewöhnliches beim Zugriff der eigenen Stelle, für ihre Datenschutzbeauftragten; die Einträge dazu: accessLog(filter: {anomaly}) / ' +
      'Hints at the unusual in the own unit’s accesses, for its data protection officers; the entries: accessLog(filter: {anomaly})',
  })
  async anomalies(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('filter', () => AnomalyFilter, { nullable: true }) filter: AnomalyFilter | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<AnomalyConnection | null> {
    const size = pageSize(first);
    const { caller: { requester: { unit } }, pseudonyms, store } = context;
    const own = filter?.client ? pseudonyms.read(`unit:${unit}`, filter.client) : null;
    return asOfficer(context, 'anomalies', async () => {
      const client = filter?.client ? (own ?? NOBODY) : null;
      const found = await store.supervision.anomalies({
        unit, client, rule: filter?.rule ?? null, person: filter?.person ?? null,
        from: filter?.from?.getTime() ?? null, to: filter?.to?.getTime() ?? null, first: size, after: decode(context, after),
      });
      const edges = found.slice(0, size).map((anomaly) => ({ node: shown(anomaly, context), cursor: encode(context, anomaly.id) }));
      return { edges, pageInfo: { hasNextPage: found.length > size, endCursor: edges.at(-1)?.cursor ?? null } };
    }, own);
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const shown = ({ id, rule, person, client, day, from, to, figures }: Found, context: ConsentApiContext): Anomaly => ({
  id: encode(context, id), rule, person, client: client && encode(context, client), day, from: new Date(from), to: new Date(to),
  // A rule that is no longer there is told by its figures alone.
  sentence: sentenceOf(ANOMALY_RULES.find(({ code }) => code === rule) ?? { de: rule, en: rule }, figures),
  figures: Object.entries(figures).map(([name, value]) => ({ name, value })),
});

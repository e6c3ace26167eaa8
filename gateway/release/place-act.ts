import type { DoAct } from '../../consent/api/act.js';
import { signTicket } from '../../consent/ticket/index.js';
import { SubgraphFault } from './faults.js';
import { isRecord } from './json.js';
import type { RequestContext } from './request-context.js';
import type { SubgraphSource } from './subgraph-source.js';
import type { TicketOptions } from './ticket.js';

/** Has agencies do what the gateway's own subgraph has decided about and recorded: one ticket, one act, no reading. */
export const actsOf =
  (sources: ReadonlyMap<string, SubgraphSource>, { pseudonyms, ticketKey, clock }: TicketOptions) =>
  (context: RequestContext): DoAct =>
  async (subgraph, { clientId, ...act }) => {
    const { requester: { unit, person, role }, purpose } = context.caller;
    const source = sources.get(subgraph);
    if (purpose === null || !source?.act) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph, 'takes no acts');
    const audience = `subgraph:${subgraph}` as const;
    const ticket = signTicket({
      aud: subgraph, requestId: pseudonyms.writeOnce(audience, context.requestId), requester: { unit, person: pseudonyms.person(unit, person), role }, purpose, occasion: null,
      grants: [], act: { ...act, client: pseudonyms.write(audience, clientId) },
    }, ticketKey, clock());
    const answer = await source.act(ticket, context).catch((error: unknown) => {
      context.log('act failed', error);
      throw error;
    });
    if (!isRecord(answer) || typeof answer.outcome !== 'string') throw new SubgraphFault('SUBGRAPH_ERROR', subgraph, 'no outcome');
    return answer as unknown as Awaited<ReturnType<DoAct>>;
  };

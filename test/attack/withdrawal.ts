import type { Purpose } from '../../consent/core/index.js';
import type { Random } from '../../demo/random.js';
import type { County } from '../kit/county.js';
import type { Crowd } from './crowd.js';
import { isRelated, type Caller } from './judge.js';

const WITHDRAW = 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state } }';

/** Has a unit withdraw a consent by which it was told something of a client of the crowd, as its staff do; nothing if there is none. */
export async function withdraw({ as, purpose }: Caller, county: County, gateway: number, { ids, records }: Crowd, choose: Random): Promise<void> {
  const granting = ids.filter((id) => isRelated(records.get(id), as.unit, county.clock())).flatMap((client) => records.get(client)!.consents
    .filter(({ state, receivingUnits, purposes }) => state === 'ERTEILT' && Array.isArray(receivingUnits) && receivingUnits.includes(as.unit) && Array.isArray(purposes) && purposes.includes(purpose as Purpose)).map(({ id }) => ({ client, consent: id })));
  if (granting.length === 0) return;
  const { client, consent } = choose.pick(granting);
  const input = { client: county.id(client, as.unit), consent: county.id(consent, as.unit), idempotencyKey: choose.uuid() };
  await county.ask({ as: { ...as, role: 'CASE_WORKER' }, purpose: purpose as never, query: WITHDRAW, variables: { input }, gateway });
  // As it stands in the database now, whatever anybody keeps in memory.
  records.set(client, (await county.store.recordsNow(client))!);
}

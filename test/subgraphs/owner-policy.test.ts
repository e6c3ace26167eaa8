import type { TicketGrant } from '../../consent/ticket/index.js';
import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { grant, runTestAgency, ticket, type RunningTestAgency } from './running-agency.js';

/** Tickets that are genuine but say too much: the gateway was wrong, or taken over. */
let running: RunningTestAgency;
beforeAll(async () => {
  running = await runTestAgency(jobcenter);
  await running.insert('benefit', { client: 'c', owner: 'JOBCENTER_LIPPE', regime: 'SGB_II', since: '2026-01-01' });
});
beforeEach(() => void (running.statements.length = 0));
afterAll(() => running.stop());

const basis = (text: unknown): TicketGrant => ({ clients: ['c'], owners: { JOBCENTER_LIPPE: { BENEFIT_REGIME: text as never } } });
const by = (unit: string) => ({ requester: { unit, person: 'p1_x', role: 'CASE_WORKER' } });

test.each<[string, TicketGrant, object]>([
  ['an immigration authority, on consent', basis('CONSENT:c1'), by('ABH_KREIS')],
  ['an immigration authority, for a perspective check: benefits are not in its packet', basis('CONSENT:c1'), { ...by('ABH_KREIS'), purpose: 'AUFENTHALTSPERSPEKTIVE_25A_25B' }],
  ['a school authority', basis('CONSENT:c1'), by('SCHULTRAEGER:LAGE')],
  ['a unit that calls foreign data its own', basis('OWN_DATA'), by('KREIS_SERVICESTELLE')],
  ['an unknown unit', basis('CONSENT:c1'), by('ZOLL')],
  ['an unknown purpose', basis('CONSENT:c1'), { purpose: 'NEUGIER' }],
  ['a basis that does not exist', basis('WISH:1'), {}],
  ['a basis that is no text', basis({}), {}],
  ['an owner that is no tenant here', grant(['c'], ['KREIS_SERVICESTELLE'], 'BENEFIT_REGIME'), {}],
])('lets nothing out to %s', async (_, grants, changes) => {
  const answer = await running.clients(['c'], 'benefits { regime }', ticket('jobcenter', [grants], changes));
  expect(answer).toEqual({ data: { _entities: [{ id: 'c', benefits: null }] } });
  expect(running.statements).toEqual([]);
});

test.each<[string, TicketGrant, object]>([
  ['the owner its own data', basis('OWN_DATA'), by('JOBCENTER_LIPPE')],
  ['another unit what the client released', basis('CONSENT:c1'), {}],
  ['another unit what a statute transmits', basis('STATUTE:S1'), by('AA_DETMOLD')],
])('gives %s', async (_, grants, changes) => {
  const answer = await running.clients(['c'], 'benefits { regime }', ticket('jobcenter', [grants], changes));
  expect(answer.data?._entities[0].benefits).toEqual([{ regime: 'SGB_II' }]);
});

import { RECEIVING_ROLES, type Consent, type Role } from '../../../consent/core/index.js';
import { handOver } from '../../../consent/places/hand-over.js';
import { caseManager, consent, noFlows, NOW, records } from '../core/records.js';

const PROVIDER = 'KURSTRAEGER:VHS_LIPPE_OST';
const toProvider = (over: Partial<Consent>): Consent => consent({ releasingUnits: [caseManager.unit], categories: ['IDENTITY_CORE'], receivingUnits: [], ...over });
const basis = (over: Partial<Consent>) => handOver(records({ consents: [toProvider(over)] }), caseManager, PROVIDER, 'KURSVERMITTLUNG', NOW, noFlows)!.basis;
const functions = (...roles: Role[]) => ({ receivingFunctions: roles.map((role) => ({ unit: PROVIDER, role })) });

test('a place hands over what goes to everyone at the provider: not what goes to a person or to one function of it', () => {
  expect(basis({ receivingUnits: [PROVIDER] })).toEqual({ kind: 'CONSENT', id: 'c1' });
  expect(basis({ receivingPersons: [{ unit: PROVIDER, person: 'vera' }] })).toBe(null);
  for (const role of RECEIVING_ROLES) expect(basis(functions(role))).toBe(null);
  expect(basis(functions(...RECEIVING_ROLES))).toEqual({ kind: 'CONSENT', id: 'c1' });
});

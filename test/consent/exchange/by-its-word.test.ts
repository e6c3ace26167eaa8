import fc from 'fast-check';
import { CARRIED, compileRelease, createPolicy, HOLDERS, NEVER_LIST, RECEIVING_ROLES, type Category, type Purpose, type Role } from '../../../consent/core/index.js';
import { toFhirConsent, type FhirConsent } from '../../../consent/exchange/index.js';
import { runs } from '../../kit/long.js';
import { CM, instants, LONGEST, soundDocument } from './documents.js';

interface Transmission {
  readonly owner: string;
  readonly unit: string;
  readonly person: string;
  readonly role: Role;
  readonly category: Category;
  readonly purpose: Purpose;
  readonly at: number;
}

const KEEPER = 'a';

/** What somebody who knows FHIR R5 and nothing of ours takes a resource to permit. */
function permittedByItsWord({ status, decision, period, provision }: FhirConsent, { owner, unit, person, role, category, purpose, at }: Transmission): boolean {
  const inside = ({ start, end }: { start: string; end: string }) => Date.parse(start) <= at && at <= Date.parse(end);
  const isParty = (as: string, ofUnit: string, ofPerson: string, inRole: string) => ({ actor }: FhirConsent['provision'][number]) =>
    actor.some(({ role: { coding }, reference: { type, identifier } }) => coding[0]!.code === as &&
      (type === 'Organization' ? identifier!.value === ofUnit : identifier!.value === (type === 'PractitionerRole' ? inRole : ofPerson) && identifier!.assigner!.identifier!.value === ofUnit));
  return decision === 'deny' && status === 'active' && inside(period) && provision.some((rule) =>
    inside(rule.period) && isParty('CST', owner, KEEPER, '')(rule) && isParty('IRCP', unit, person, role)(rule) &&
    rule.securityLabel.some(({ code }) => code === category) && rule.purpose.some(({ code }) => code === purpose) &&
    !(rule.provision ?? []).some(({ securityLabel }) => securityLabel.some(({ code }) => code === category)));
}

const possible = ({ owner, unit, category, purpose }: Transmission): boolean =>
  (HOLDERS.get(category)?.includes(owner) ?? true) && !NEVER_LIST.some(({ forbids }) => forbids({ to: unit, category, purpose, basis: 'CONSENT' }));

test('a foreign reader who takes an exported consent by its word releases what we release: no more but for the never-list, and no less', () => {
  const units = ['KREIS_SERVICESTELLE', 'NWL_CUK', 'JOBCENTER_LIPPE', 'ABH_KREIS', 'GESUNDHEITSAMT'];
  const relations = units.map((unit) => ({ unit, from: -Infinity, to: null, persons: [KEEPER, 'b'], responsible: KEEPER }));
  const policy = createPolicy();
  fc.assert(fc.property(soundDocument, instants, (consent, anywhen) => {
    const resource = toFhirConsent(consent, CM).value!;
    for (const at of [anywhen, consent.from, consent.to - 1, consent.to]) {
      for (const unit of units) for (const [person, role] of [[KEEPER, RECEIVING_ROLES[0]!], ['b', RECEIVING_ROLES[1]!]] as const) for (const purpose of [...consent.purposes, 'WOHNEN' as const]) {
        const release = compileRelease({ version: 1, relations, consents: [consent], emergencies: [] }, { unit, person, role }, purpose, at, policy);
        for (const owner of units) for (const category of owner === unit ? [] : CARRIED) {
          const transmission = { owner, unit, person, role, category, purpose, at };
          const expected = permittedByItsWord(resource, transmission) && possible(transmission);
          if (release.grants(owner, category) !== expected) throw new Error(`${JSON.stringify(transmission)}: ${JSON.stringify(resource)}`);
        }
      }
    }
  }), { seed: 20261122, numRuns: runs(80, 20_000) });
}, LONGEST);

import { readFileSync } from 'node:fs';
import {
  policySetTextToParts, preparsePolicySet, statefulIsAuthorized, validate, type DetailedError, type EntityJson,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { Basis, BasisKind, ClientRecords, Requester } from '../../../consent/core/index.js';
import { groupsOf, holdersOf, tierOf } from './county.js';
import { slice } from './slice.js';

const read = (name: string): string => readFileSync(new URL(`./policies/${name}`, import.meta.url), 'utf8');
const SCHEMA = read('county.cedarschema');

/** The rules for every client by the name in their `@id`. */
const RULES: Readonly<Record<string, string>> = (() => {
  const parts = policySetTextToParts(read('rules.cedar'));
  if (parts.type === 'failure') throw new Error(messages(parts.errors));
  return Object.fromEntries(parts.policies.map((policy) => [/@id\("([^"]+)"\)/.exec(policy)![1]!, policy]));
})();

function messages(errors: readonly DetailedError[]): string {
  return errors.map(({ message }) => message).join('\n');
}

export interface Question {
  readonly requester: Requester;
  readonly owner: string;
  readonly category: string;
  readonly purpose: string;
  readonly at: number;
  readonly flows: readonly string[];
}

const uid = (type: string, id: string): { type: string; id: string } => ({ type, id });
const reference = (type: string, id: string) => ({ __entity: uid(type, id) });
const unitEntity = (unit: string): EntityJson => ({ uid: uid('Unit', unit), attrs: {}, parents: groupsOf(unit).map((group) => uid('Group', group)) });

/** Only what the question is about: Cedar needs no more to answer it. */
function entities({ requester: { unit, person, role }, owner, category }: Question): EntityJson[] {
  return [
    { uid: uid('Person', `${unit}/${person}`), attrs: { unit: reference('Unit', unit), name: person, role }, parents: [] },
    ...[...new Set([unit, owner])].map(unitEntity),
    { uid: uid('Category', category), attrs: { tier: tierOf(category) ?? 'unknown', holders: holdersOf(category).map((group) => reference('Group', group)) }, parents: [] },
    { uid: uid('Field', `${owner}/${category}`), attrs: { owner: reference('Unit', owner), category: reference('Category', category) }, parents: [] },
  ];
}

const SLICE = 'the client at hand';

/** A second evaluation of one client: answers questions until the next client is taken up under the same name. */
export function secondOpinion(records: ClientRecords, client = SLICE): (question: Question) => Basis | null {
  const parsed = preparsePolicySet(client, { staticPolicies: { ...RULES, ...slice(records) } });
  if (parsed.type === 'failure') throw new Error(messages(parsed.errors));
  return (question) => {
    const { requester, owner, category, purpose, at, flows } = question;
    const answer = statefulIsAuthorized({
      principal: uid('Person', `${requester.unit}/${requester.person}`), action: uid('Action', 'read'), resource: uid('Field', `${owner}/${category}`),
      context: { purpose, at, flows: [...flows] }, preparsedPolicySetId: client, entities: entities(question),
    });
    if (answer.type === 'failure') throw new Error(messages(answer.errors));
    const { decision, diagnostics } = answer.response;
    if (diagnostics.errors.length > 0) throw new Error(diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${error.message}`).join('\n'));
    return decision === 'allow' ? basisOf(diagnostics.reason, records) : null;
  };
}

/** The order in which permissions count (B.7). */
const ORDER: readonly BasisKind[] = ['OWN_DATA', 'EMERGENCY', 'STATUTE', 'CONSENT'];

/** Of all permissions that apply, the one that the order of the decision names (B.7), and of a kind the first recorded. */
function basisOf(policies: readonly string[], records: ClientRecords): Basis {
  const permissions = policies.map((policy): { kind: BasisKind; which: string } => {
    const [kind, which] = policy.split(' ') as [BasisKind, string];
    return { kind, which };
  });
  const rank = ({ kind, which }: { kind: BasisKind; which: string }): number => ORDER.indexOf(kind) * 1_000 + Number(which.replace(/\D/g, ''));
  const [{ kind, which }] = permissions.sort((a, b) => rank(a) - rank(b)) as [{ kind: BasisKind; which: string }];
  if (kind === 'CONSENT') return { kind, id: records.consents[Number(which)]!.id };
  if (kind === 'EMERGENCY') return { kind, id: records.emergencies[Number(which)]!.id };
  return { kind, id: kind === 'STATUTE' ? which : null };
}

function faults(staticPolicies: Readonly<Record<string, string>>): string[] {
  const answer = validate({ schema: SCHEMA, policies: { staticPolicies } });
  if (answer.type === 'failure') return [messages(answer.errors)];
  return answer.validationErrors.map(({ policyId, error }) => `${policyId}: ${error.message}`);
}

/** What Cedar’s strict validation says against the policies of a client; nothing if they are sound. */
export const faultsOf = (records: ClientRecords): string[] => faults(slice(records));

/** The same for the rules that hold for every client. */
export const faultsOfRules = (): string[] => faults(RULES);

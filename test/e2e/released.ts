import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { compileRelease, createPolicy, ownersIn, type Category, type Purpose, type Requester, type SubgraphName } from '../../consent/core/index.js';
import { readProtection } from '../../consent/directives/index.js';
import type { County } from '../kit/county.js';
import { requestedOf, ticketOf } from './requested.js';

/** The tables about clients, by category: written down here once more, so that no mark in the product can hide a wrong one. */
export const TABLES: Readonly<Record<string, Category>> = {
  person: 'IDENTITY_CORE', language_needs: 'LANGUAGE_NEEDS', origin: 'NATIONALITY', contact: 'CONTACT', registration: 'CONTACT', household: 'HOUSEHOLD',
  child_link: 'HOUSEHOLD', legal_representative: 'HOUSEHOLD', case_file: 'CM_PROCESS', deadline_basis: 'CM_PROCESS', milestone: 'CM_PROCESS', goal: 'CM_GOALS',
  psychosocial_need: 'PSYCHOSOCIAL', health_need: 'HEALTH', benefit: 'BENEFIT_REGIME', counselling_offer: 'BENEFIT_REGIME', cooperation_plan: 'JC_PLAN',
  labour_profile: 'LABOUR_PROFILE', reservation: 'MEASURE_PARTICIPATION', language_level: 'LANGUAGE_LEVEL', language_test_detail: 'LANGUAGE_TEST_DETAIL', support_plan: 'SUPPORT_PLAN_LANG',
  course_entitlement: 'COURSE_ENTITLEMENT', enrolment: 'COURSE_ENROLMENT', school_advice: 'SCHOOL_PLACEMENT', school_placement: 'SCHOOL_PLACEMENT',
  school_biography: 'SCHOOL_BIOGRAPHY', health_exam: 'SCHOOL_HEALTH', kita_need: 'KITA_PLACEMENT', residence: 'RESIDENCE_TITLE',
  work_permission: 'WORK_PERMISSION', residence_obligation: 'RESIDENCE_OBLIGATION', perspective_check: 'PERSPECTIVE_CHECK',
};
const OPEN_TABLES = ['contact_directory_entry', 'deadline_rule', 'monitoring_figure', 'offer', 'course', 'school_holiday', 'process_chain_step', 'offer_meanings', 'course_meanings'];
/** What agencies do by themselves, about nobody's request: reservations that lapse, and the figures of a quarter. */
const CLOCKWORK = /^select (settle_due_places\(|pg_advisory_xact_lock\(|registered_on::text, [^()]+ from monitoring_arrival$)/;

/** The only form in which rows about clients may be asked for: one table, and pairs of client and owner as the only condition. */
const BOUNDED = /^select (?:"\w+" as "\w+"(?:, )?)+ from "\w+" where \("client", "owner"\) in \(select \* from unnest\(\$1::text\[\], \$2::text\[\]\)\) order by "recorded_on" desc, "id"$/;

const protection = readProtection(parse(readFileSync('schema/supergraph.graphql', 'utf8')));

/** Categories on the way to a field of `Client`. */
function categoriesOf(path: string): readonly string[] {
  const [field] = path.split('.');
  if (field === 'id') return [];
  const mark = protection.get(`Client.${field}`);
  if (mark?.kind !== 'consent') throw new Error(`Client.${field} has no category`);
  return path === 'statusView.workAccess' ? [mark.category, 'WORK_PERMISSION'] : [mark.category];
}

interface Violation {
  readonly subgraph: string;
  readonly client: string | null;
  readonly what: string;
}

/**
 * What agencies were asked for, granted or read without a release (promise P2): in the requests' text, in their tickets
 * and in the agencies' SQL. Judged by the records in the database; the gateway has no part in it.
 */
export async function unreleased(county: County, as: Requester, purpose: Purpose, flows: readonly string[] = []): Promise<Violation[]> {
  const policy = createPolicy(flows);
  const grants = async (subgraph: string, client: string, category: string, owners: readonly string[] = ownersIn(subgraph as SubgraphName)) => {
    const id = county.pseudonyms.read(`subgraph:${subgraph}`, client);
    const records = id === null ? undefined : (await county.store.records([id])).get(id);
    const release = records && compileRelease(records, as, purpose, county.clock(), policy);
    return owners.some((owner) => release?.grants(owner, category as Category) ?? false);
  };
  const violations: Violation[] = [];
  const check = async (subgraph: string, client: string, category: string, what: string, owners?: readonly string[]): Promise<void> => {
    if (!(await grants(subgraph, client, category, owners))) violations.push({ subgraph, client: county.pseudonyms.read(`subgraph:${subgraph}`, client), what });
  };

  const requested = requestedOf(county.received);
  for (const { subgraph, client, path } of requested) for (const category of categoriesOf(path)) await check(subgraph, client, category, path);
  for (const received of county.received) {
    const { subgraph } = received;
    const wanted = new Set(requestedOf([received]).flatMap(({ client, path }) => categoriesOf(path).map((category) => `${client} ${category}`)));
    for (const { clients, owners } of ticketOf(received)?.grants ?? []) {
      for (const client of clients) for (const [owner, categories] of Object.entries(owners)) for (const category of Object.keys(categories)) {
        await check(subgraph, client, category, `ticket: ${owner} ${category}`, [owner]);
        if (!wanted.has(`${client} ${category}`)) violations.push({ subgraph, client, what: `ticket for what nobody asked: ${category}` });
      }
    }
  }
  for (const { agency, table, owner, client } of rowsRead(county)) await check(agency, client, TABLES[table]!, `sql: ${table} of ${owner}`, [owner]);
  return violations;
}

/** Whose rows of which owner the agencies have asked their databases for. */
export function rowsRead(county: Pick<County, 'sql'>) {
  return county.sql.flatMap(({ agency, text, values }) => {
    if (CLOCKWORK.test(text)) return [];
    const tables = [...text.matchAll(/\b(?:from|join) "?(\w+)"?/g)].map(([, name]) => name!);
    if (tables.length > 0 && tables.every((name) => OPEN_TABLES.includes(name))) return [];
    const table = / from "(\w+)"/.exec(text)?.[1];
    if (table === undefined) throw new Error(`Unexpected statement: ${text}`);
    if (!(table in TABLES)) throw new Error(`Unknown table: ${table}`);
    const [clients, owners, ...rest] = values as readonly (readonly string[])[];
    if (!BOUNDED.test(text) || !clients?.length || clients.length !== owners?.length || rest.length > 0) {
      throw new Error(`A statement that is not bounded by owner and client: ${text}`);
    }
    return clients.map((client, place) => ({ agency, table, owner: owners[place]!, client }));
  });
}

import type { Relation } from '../../consent/core/index.js';
import type { Client } from '../client.js';
import type { County } from '../county.js';
import { addDays, ageOn, instant } from '../dates.js';
import { milestonesOf } from '../deadlines.js';
import { place } from '../municipalities.js';
import type { StaffMember } from '../staff.js';
import { dayOf, detail, record } from './tables.js';
import type { AgencyRows, Pseudonym, Row, Tables } from './tables.js';

const OWNERS = ['KREIS_SERVICESTELLE', 'DETMOLD_CM', 'NWL_TM'];

/** Goals as they are agreed on with clients, by field of action: what, measured by what, who helps. */
const GOALS = [
  ['DEUTSCHFOERDERUNG', 'Nächste Sprachstufe erreichen', 'Zertifikat liegt vor', 'TRAEGER'],
  ['ARBEIT_AUSBILDUNG', 'Beratungstermin zur beruflichen Orientierung wahrnehmen', 'Termin hat stattgefunden', 'JOBCENTER'],
  ['ARBEIT_AUSBILDUNG', 'Anerkennung des Abschlusses beantragen', 'Antrag ist eingereicht', 'TRAEGER'],
  ['SOZIALE_TEILHABE', 'Sportverein oder Begegnungsangebot finden', 'Zweimal teilgenommen', 'EHRENAMT'],
  ['KITA_SCHULE', 'Betreuungsplatz für das Kind finden', 'Zusage liegt vor', 'KOMMUNE'],
] as const;

/** Every unit of case management holds its own copy of a client, also a unit that worked with them before a move. */
export const caseManagementRows: AgencyRows = (county, pseudonym) => {
  const copies = county.clients.flatMap((client) => client.relations.filter(({ unit }) => OWNERS.includes(unit)).map((relation) => ({ client, relation })));
  const households = grouped(county.clients, ({ household }) => [household]);
  const byParent = grouped(county.clients, ({ guardians }) => guardians.flatMap(({ client }) => client ?? []));
  const each = (row: (copy: Copy) => readonly Row[]): Row[] => copies.flatMap(row);
  const one = (columns: (client: Client, relation: Relation) => Row) =>
    each(({ client, relation }) => [record(pseudonym(client.id), relation.unit, dayOf(relation.from), columns(client, relation))]);

  return {
    person: one(({ given, family, birthDate, gender }) => ({ name: `${given} ${family}`, birth_date: birthDate, gender })),
    language_needs: one(({ languages, interpreter, literateInLatin }) => ({
      languages, interpreter_language: interpreter, reads_latin_script: literateInLatin,
    })),
    origin: one(({ nationality, group }) => ({ nationalities: [nationality], target_group: group })),
    contact: one(contact),
    registration: one(({ municipality, registeredOn, previousMunicipality }, { to }) => ({
      municipality: to === null ? municipality : previousMunicipality ?? municipality, registered_on: registeredOn,
      previous_municipality: to === null ? previousMunicipality : null,
    })),
    household: one((client) => members(households.get(client.household)!, county)),
    child_link: each((copy) => children(copy, byParent, pseudonym)),
    legal_representative: each((copy) => representatives(copy, pseudonym)),
    case_file: each((copy) => caseFile(copy, county, pseudonym)),
    milestone: each((copy) => milestones(copy, county, pseudonym)),
    goal: each((copy) => goals(copy, county, pseudonym)),
    psychosocial_need: each((copy) => needs(copy, copy.client.needs.psychosocial, pseudonym)),
    health_need: each((copy) => needs(copy, copy.client.needs.health, pseudonym)),
    contact_directory_entry: county.staff.filter(({ role }) => role !== 'DPO').map(directoryEntry),
  } satisfies Tables;
};

function grouped(clients: readonly Client[], keys: (client: Client) => readonly string[]): ReadonlyMap<string, readonly Client[]> {
  const groups = new Map<string, Client[]>();
  for (const client of clients) for (const key of keys(client)) groups.set(key, [...(groups.get(key) ?? []), client]);
  return groups;
}

interface Copy {
  readonly client: Client;
  readonly relation: Relation;
}

/** A unit that worked with the client before a move knows the old municipality and no street there. */
function contact(client: Client, { to }: Relation): Row {
  const { street, municipality, previousMunicipality, phone, email, safeChannel } = client;
  const town = place(to === null ? municipality : previousMunicipality ?? municipality);
  return { street: to === null ? street : null, postal_code: town.postalCode, municipality: town.code, phone, email, safe_channel: safeChannel };
}

function members(household: readonly Client[], { today }: County): Row {
  const adults = household.filter(({ birthDate }) => ageOn(birthDate, today) >= 18).length;
  const minors = household.length - adults;
  return { adults, minors, single_parent: adults === 1 && minors > 0 };
}

const children = ({ client, relation }: Copy, byParent: ReadonlyMap<string, readonly Client[]>, pseudonym: Pseudonym): Row[] =>
  (byParent.get(client.id) ?? []).map((child, index) => record(pseudonym(client.id), relation.unit, dayOf(relation.from), { child: pseudonym(child.id) }, index + 1));

const representatives = ({ client, relation }: Copy, pseudonym: Pseudonym): Row[] =>
  client.guardians.map(({ kind, client: parent, from, to }, index) => record(pseudonym(client.id), relation.unit, from, {
    kind, scope: ['GESAMTE_SORGE'], representative: parent && pseudonym(parent), valid_from: from, valid_to: to,
  }, index + 1));

/** Only the unit that works with the client now notes what has been met. */
const milestones = ({ client, relation }: Copy, county: County, pseudonym: Pseudonym): Row[] =>
  relation.to !== null ? [] : milestonesOf(client, county.today, detail(county, 'deadlines', client)).map(({ key, metOn }, index) =>
    record(pseudonym(client.id), relation.unit, metOn, { goal_key: key, met_on: metOn }, index + 1));

function caseFile({ client, relation }: Copy, { staff, today }: County, pseudonym: Pseudonym): Row[] {
  const ended = relation.to !== null && relation.to <= instant(today);
  const teilhabe = relation.unit === 'NWL_TM';
  if (!client.case && !teilhabe) return [];
  const openedOn = teilhabe || !client.case || ended ? dayOf(relation.from) : client.case.openedOn;
  return [record(pseudonym(client.id), relation.unit, openedOn, {
    variant: teilhabe ? 'TEILHABEMANAGEMENT' : 'CASE_MANAGEMENT',
    phase: ended ? 'ABGESCHLOSSEN' : client.case!.phase,
    responsible_case_manager: nameOf(relation.responsible, staff),
    sozialraum: place(client.municipality).sozialraum,
    opened_on: openedOn,
    participation_consent: ended || client.case!.decideBy <= today,
    bedenkzeit_until: ended ? null : client.case!.decideBy,
    share: client.case?.share ?? null,
    field_states: fieldStates(client, today),
  })];
}

const nameOf = (person: string | null, staff: readonly StaffMember[]): string | null => staff.find((member) => member.person === person)?.name ?? null;

/** The arrival ends field by field (domain A.0); judged by case management's own data only. */
function fieldStates({ birthDate, registeredOn, case: file }: Client, today: string) {
  const state = registeredOn < addDays(today, -365) ? 'EINWANDERUNG_ABGESCHLOSSEN' : 'EINWANDERUNG_OFFEN';
  const school = ageOn(birthDate, today) < 18 ? state : 'NOT_APPLICABLE';
  return [
    { handlungsfeld: 'ARBEIT_AUSBILDUNG', state }, { handlungsfeld: 'DEUTSCHFOERDERUNG', state }, { handlungsfeld: 'KITA_SCHULE', state: school },
    { handlungsfeld: 'SOZIALE_TEILHABE', state: file?.phase === 'MONITORING' ? 'INTEGRATION_LAUFEND' : state },
  ];
}

/** Goals are agreed on from Serviceplanung on. */
function goals({ client, relation }: Copy, county: County, pseudonym: Pseudonym): Row[] {
  if (!client.case || relation.to !== null || ['KLAERUNG', 'ASSESSMENT'].includes(client.case.phase)) return [];
  const choose = detail(county, 'goals', client);
  const chosen = [...new Set(Array.from({ length: choose.int(1, 3) }, () => choose.pick(GOALS)))];
  return chosen.map(([handlungsfeld, specific, measurable, responsible], index) => record(pseudonym(client.id), relation.unit, addDays(client.case!.openedOn, 45), {
    handlungsfeld, specific, measurable, due_on: addDays(county.today, choose.int(14, 180)),
    state: choose.pick(['OFFEN', 'IN_ARBEIT', 'ERREICHT', 'TEILWEISE']), responsible,
  }, index + 1));
}

const needs = ({ client, relation }: Copy, codes: readonly string[], pseudonym: Pseudonym): Row[] =>
  codes.length > 0 && relation.to === null ? [record(pseudonym(client.id), relation.unit, client.case?.openedOn ?? dayOf(relation.from), { needs: codes })] : [];

function directoryEntry({ person, unit, name, function: task, phone, mail }: StaffMember): Row {
  const [body, town] = unit.split(':');
  const handlungsfeld = ['JOBCENTER_LIPPE', 'AA_DETMOLD'].includes(unit) ? 'ARBEIT_AUSBILDUNG'
    : body === 'KURSTRAEGER' || unit === 'NWL_CUK' ? 'DEUTSCHFOERDERUNG'
      : ['KI_SEITENEINSTIEG', 'SCHULAUFSICHT', 'GESUNDHEITSAMT', 'SCHULTRAEGER', 'JUGENDAMT'].includes(body!) ? 'KITA_SCHULE' : 'SOZIALE_TEILHABE';
  const municipalities = body === 'SCHULTRAEGER' || body === 'SOZIALAMT' ? [town] : [];
  return { id: person, unit, name, function: task, service_phone: phone, service_mail: mail, handlungsfeld, municipalities };
}

import { addSchoolWeeks, HOLIDAYS } from '../../subgraphs/case-management/deadlines/school-calendar.js';
import type { Client } from '../client.js';
import type { County } from '../county.js';
import { addDays, ageOn } from '../dates.js';
import { dayOf, detail, record } from './tables.js';
import type { AgencyRows, Pseudonym, Row, Tables } from './tables.js';

const KI = 'KI_SEITENEINSTIEG';

/** How a child comes to school, as the county publishes it: step and who is responsible. */
const PROCESS_CHAIN = [
  ['Anmeldung in der Kommune', 'Kommune'], ['Anmeldung zur Seiteneinstiegsberatung', 'Eltern, Kommune'],
  ['Beratungsgespräch mit Sprachmittlung', 'Kommunales Integrationszentrum'],
  ['Anmeldung zur schulärztlichen Untersuchung', 'Gesundheitsamt'], ['Empfehlung von Schulform und Klasse', 'Kommunales Integrationszentrum'],
  ['Zuweisung eines Schulplatzes', 'Schulaufsicht'], ['Aufnahme an der Schule', 'Schulträger, Schule'],
] as const;

/** What the KI, the schools' bodies, the Gesundheitsamt and the Jugendamt hold, each for itself. */
export const schoolEntryRows: AgencyRows = (county, pseudonym) => {
  const pupils = county.clients.filter(({ school }) => school !== null);
  return {
    school_holiday: HOLIDAYS.map(({ name, begins, ends }, index) => ({ id: `holiday-${index + 1}`, name, begins_on: begins, ends_on: ends })),
    process_chain_step: PROCESS_CHAIN.map(([title, responsible], index) => ({ id: `step-${index + 1}`, position: index + 1, title, responsible })),
    school_advice: pupils.map((client) => advice(client, county, pseudonym)),
    school_placement: pupils.flatMap((client) => placements(client, county, pseudonym)),
    school_biography: pupils.map((client) => record(pseudonym(client.id), KI, client.registeredOn, {
      years_of_schooling: client.school!.yearsOfSchooling, certificates: [], german_level: detail(county, 'german', client).pick(['UNTER_A1', 'A1', 'A2']),
    })),
    health_exam: pupils.filter(({ relations }) => relations.some(({ unit }) => unit === 'GESUNDHEITSAMT')).map((client) =>
      record(pseudonym(client.id), 'GESUNDHEITSAMT', client.registeredOn, { done: ['SCHULPLATZ_ZUGEWIESEN', 'BESCHULT'].includes(client.school!.state) })),
    kita_need: county.clients.flatMap((client) => kitaNeeds(client, county, pseudonym)),
  } satisfies Tables;
};

const recommendation = ({ birthDate, registeredOn }: Client, choose: ReturnType<typeof detail>): string =>
  ageOn(birthDate, registeredOn) >= 16 ? 'BERUFSKOLLEG_IFK' : choose.pick(['HAUPTSCHULE', 'REALSCHULE', 'SEKUNDARSCHULE', 'GESAMTSCHULE', 'GYMNASIUM']);

function advice(client: Client, county: County, pseudonym: Pseudonym): Row {
  const { state } = client.school!;
  return record(pseudonym(client.id), KI, client.registeredOn, {
    state, due_on: addSchoolWeeks(client.registeredOn, 4), interpreter: client.interpreter !== null,
    recommendation: ['ANGEMELDET', 'TERMIN', 'GESPRAECH_ERFOLGT'].includes(state) ? null : recommendation(client, detail(county, 'school', client)),
  });
}

/** The KI knows whether the child goes to school, the Schulträger of the place as well. */
function placements(client: Client, county: County, pseudonym: Pseudonym): Row[] {
  const { firstDay, state } = client.school!;
  if (state !== 'BESCHULT' && state !== 'SCHULPLATZ_ZUGEWIESEN') return [];
  const owners = [KI, ...client.relations.filter(({ unit, to }) => unit.startsWith('SCHULTRAEGER:') && to === null).map(({ unit }) => unit)];
  const columns = {
    beschult: state === 'BESCHULT', first_day: firstDay, school_form: recommendation(client, detail(county, 'school', client)),
    class_type: detail(county, 'class', client).pick(['INTERNATIONALE_KLASSE', 'SPRACHFOERDERGRUPPE', 'REGELKLASSE_MIT_ANSCHLUSSFOERDERUNG']),
  };
  return owners.map((owner) => record(pseudonym(client.id), owner, firstDay ?? county.today, columns));
}

/** The Jugendamt of residence, and the one before a move with what it knew. */
function kitaNeeds(client: Client, county: County, pseudonym: Pseudonym): Row[] {
  const { kita } = client;
  if (!kita) return [];
  const choose = detail(county, 'kita', client);
  const columns = { needed_from: kita.neededFrom, hours_per_week: choose.pick([25, 35, 45]), due_on: addDays(kita.neededFrom, 28) };
  return client.relations.filter(({ unit }) => unit.startsWith('JUGENDAMT:')).map(({ unit, from, to }) => record(pseudonym(client.id), unit, dayOf(from), to === null
    ? { ...columns, state: kita.state, offered_on: kita.offeredOn, provider: kita.state === 'PLATZ' ? 'Kindertagesstätte am Ort' : null }
    : { ...columns, state: 'BEDARF_GEMELDET', offered_on: null, provider: null }));
}

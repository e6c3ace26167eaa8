import type { Client, Residence } from '../client.js';
import type { RecordedConsent } from '../consents.js';
import type { County } from '../county.js';
import { addDays } from '../dates.js';
import { place } from '../municipalities.js';
import { dayOf, detail, record } from './tables.js';
import type { AgencyRows, Pseudonym, Row, Tables } from './tables.js';

/** What restricts work under a title (domain E). */
const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  DULDUNG_60C: ['NUR_AUSBILDUNG'], DULDUNG_60D: ['NUR_BESTIMMTE_STELLE'], AE_16B: ['HOECHSTENS_20_STUNDEN'], AE_18A: ['NUR_QUALIFIZIERT'],
  AE_18B: ['NUR_QUALIFIZIERT'],
  BLAUE_KARTE_18G: ['NUR_QUALIFIZIERT'], AE_19C: ['NUR_BESTIMMTE_STELLE'], AUFENTHALTSGESTATTUNG: ['KEINE_SELBSTAENDIGKEIT'],
};

/** Four narrow facts of each file and the answers to perspective checks; nothing of the procedure is here (T6). */
export const immigrationOfficeRows: AgencyRows = (county, pseudonym) => {
  const files = county.clients.flatMap((client) => client.relations.filter(({ unit }) => unit.startsWith('ABH_')).map(({ unit, from }) => ({
    client, residence: client.residence!, row: (columns: Row) => record(pseudonym(client.id), unit, dayOf(from), columns),
  })));
  return {
    residence: files.map(({ residence, row }) => row({ title: residence.title, valid_until: residence.validUntil, first_issued_on: residence.issuedOn })),
    work_permission: files.map(({ residence, row }) => row({
      access: residence.workAccess, conditions: CONDITIONS[residence.title] ?? [], valid_until: residence.validUntil,
    })),
    residence_obligation: files.flatMap(({ client, residence, row }) => (residence.obligation ? [row(obligation(client, residence.obligation))] : [])),
    perspective_check: checks(county, pseudonym),
  } satisfies Tables;
};

const obligation = ({ municipality }: Client, { kind, until }: NonNullable<Residence['obligation']>): Row => ({ kind, place: place(municipality).name, until });

/** A check exists only where the client asked for it: one per consent that lets its answer back. */
function checks(county: County, pseudonym: Pseudonym): Row[] {
  const clients = new Map(county.clients.map((client) => [client.id, client]));
  const asked = county.consents.filter(({ categories, state, releasingUnits }) =>
    state === 'ERTEILT' && categories.includes('PERSPECTIVE_CHECK') && /^(ABH|EBH)_/.test(releasingUnits[0]!));
  return asked.map((consent, index) => check(clients.get(consent.client)!, consent, county, pseudonym, index));
}

const NEXT_STEPS = {
  VORAUSSETZUNGEN_LIEGEN_VOR: ['ANTRAG_STELLEN'],
  TEILWEISE: ['UNTERLAGEN_NACHREICHEN', 'TANDEMTERMIN'],
  NICHT: ['SPAETER_ERNEUT_PRUEFEN', 'RECHTSBERATUNG'],
} as const;

function check(client: Client, consent: RecordedConsent, county: County, pseudonym: Pseudonym, index: number): Row {
  const { releasingUnits, receivingUnits, receivingPersons, from } = consent;
  const choose = detail(county, 'check', client);
  const office = releasingUnits[0]!;
  const tolerated = client.residence!.title.startsWith('DULDUNG');
  const result = choose.weighted([['TEILWEISE', 60], ['VORAUSSETZUNGEN_LIEGEN_VOR', 25], ['NICHT', 15]] as const);
  const complete = result === 'VORAUSSETZUNGEN_LIEGEN_VOR';
  return record(pseudonym(client.id), office, dayOf(from), {
    kind: office.startsWith('EBH_') ? 'EINBUERGERUNG_10' : tolerated ? 'PARAGRAPH_25B' : 'NIEDERLASSUNG',
    requested_by: receivingUnits[0] ?? receivingPersons[0]!.unit, result,
    missing_documents: complete ? [] : choose.pick([['PASS'], ['SPRACHNACHWEIS', 'EINKOMMENSNACHWEIS'], ['MELDEHISTORIE'], ['EINKOMMENSNACHWEIS']]),
    next_steps: NEXT_STEPS[result],
    tandem_appointment: result === 'TEILWEISE' ? addDays(county.today, choose.int(5, 30)) : null,
  }, index + 1);
}

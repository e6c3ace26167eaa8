import type { Relation } from '../../consent/core/index.js';
import type { Client } from '../client.js';
import type { County } from '../county.js';
import type { Offer, OfferKind } from '../catalogue.js';
import { addDays, ageOn, earlier } from '../dates.js';
import { dayOf, detail, record } from './tables.js';
import type { AgencyRows, Pseudonym, Row, Tables } from './tables.js';

const OWNERS = ['JOBCENTER_LIPPE', 'AA_DETMOLD'];

const OCCUPATIONS = ['Elektroinstallation', 'Pflegehilfe', 'Lagerlogistik', 'Schneiderei', 'Gastronomie', 'Buchhaltung', 'Lehramt', 'Bauhelfer', 'Kfz-Mechatronik',
  'Friseurhandwerk', 'Softwareentwicklung', 'Landwirtschaft', 'Reinigung', 'Apothekenwesen'] as const;

const EDUCATION = [
  ['KEIN_ABSCHLUSS', 18], ['HAUPTSCHULE', 20], ['MITTLERER_ABSCHLUSS', 20], ['HOCHSCHULREIFE', 14], ['BERUFSAUSBILDUNG', 14], ['STUDIUM', 14],
] as const;

const STEPS = [
  'SPRACHKURS_BEGINNEN', 'EINSTUFUNGSTEST', 'ANERKENNUNG_BEANTRAGEN', 'BERATUNGSTERMIN', 'MASSNAHME_BEGINNEN', 'BEWERBUNGEN', 'PRAKTIKUM',
] as const;

/** What Jobcenter and Agentur für Arbeit hold, each for itself. */
export const jobcenterRows: AgencyRows = (county, pseudonym) => {
  const files = county.clients.flatMap((client) => client.relations.filter(({ unit }) => OWNERS.includes(unit)).map((relation) => ({ client, relation })));
  const adults = files.filter(({ client }) => ageOn(client.birthDate, county.today) >= 15);
  return {
    offer: county.offers.map(offerRow),
    coach: county.offers.flatMap(coachRows),
    benefit: files.filter(({ client, relation }) => client.benefit.regime === (relation.unit === 'JOBCENTER_LIPPE' ? 'SGB_II' : 'SGB_III'))
      .map(({ client, relation }) => record(pseudonym(client.id), relation.unit, client.benefit.since, {
        regime: client.benefit.regime, since: client.benefit.since,
      })),
    counselling_offer: adults.map((file) => counselling(file, county, pseudonym)),
    labour_profile: adults.map((file) => profile(file, county, pseudonym)),
    cooperation_plan: adults.filter(({ relation }) => relation.unit === 'JOBCENTER_LIPPE').map((file) => plan(file, county, pseudonym)),
  } satisfies Tables;
};

interface File {
  readonly client: Client;
  readonly relation: Relation;
}

/** An offer of counselling within six weeks of registration (domain A.3). */
function counselling({ client, relation }: File, county: County, pseudonym: Pseudonym): Row {
  const choose = detail(county, 'counselling', client);
  const offeredOn = addDays(client.registeredOn, choose.int(7, 60));
  const offered = offeredOn <= county.today;
  return record(pseudonym(client.id), relation.unit, client.registeredOn, {
    due_on: addDays(client.registeredOn, 42), offered_on: offered ? offeredOn : null, accepted: offered ? choose.chance(0.85) : null,
  });
}

function profile({ client, relation }: File, county: County, pseudonym: Pseudonym): Row {
  const choose = detail(county, 'profile', client);
  const education = choose.weighted(EDUCATION);
  const learned = education === 'BERUFSAUSBILDUNG' || education === 'STUDIUM';
  return record(pseudonym(client.id), relation.unit, dayOf(relation.from), {
    education, occupations: learned || choose.chance(0.4) ? [choose.pick(OCCUPATIONS)] : [],
    recognition: learned ? choose.pick(['NICHT_BEANTRAGT', 'BEANTRAGT', 'TEILWEISE', 'VOLL'] as const) : 'NICHT_NOETIG',
    course_requirements: choose.chance(0.2) ? [choose.pick(['NUR_TEILZEIT', 'ABENDS', 'KINDERBETREUUNG', 'ONLINE'] as const)] : [],
  });
}

/** Of the Kooperationsplan only the language measure and the next step (domain B.3); both follow from the Jobcenter's own file. */
function plan({ client, relation }: File, county: County, pseudonym: Pseudonym): Row {
  const choose = detail(county, 'plan', client);
  const updatedOn = earlier(county.today, addDays(dayOf(relation.from), choose.int(14, 200)));
  return record(pseudonym(client.id), relation.unit, updatedOn, {
    language_measure: choose.chance(0.6) ? choose.pick(['INTEGRATIONSKURS_ALLGEMEIN', 'BSK_B1', 'BSK_B2', 'IK_ALPHABETISIERUNG'] as const) : null,
    next_step: choose.pick(STEPS),
    updated_on: updatedOn,
  });
}

const offerRow = (offer: Offer): Row => ({
  id: offer.id, title: offer.title, provider: offer.provider, kind: offer.kind, handlungsfeld: 'ARBEIT_AUSBILDUNG',
  target_groups: offer.kind.startsWith('DURCHSTARTEN') ? ['REF_GEDULDET', 'REF_ASYLBEWERBER'] : [],
  formats: offer.formats, language_level_min: offer.languageLevelMin, age_min: offer.ageMin, age_max: offer.ageMax,
  municipalities_excluded: offer.municipalitiesExcluded, capacity: offer.capacity, taken: offer.taken,
  valid_from: offer.validFrom, valid_to: offer.validTo, funded_by: offer.fundedBy, kept_by: offer.keptBy, provider_key: offer.id,
});

/** Coaching, and training with somebody at one's side. */
const COACHED: readonly OfferKind[] = ['DURCHSTARTEN_B1_COACHING', 'ASSISTIERTE_AUSBILDUNG_74'];
const PEOPLE_A_COACH = 20;

/** As many coaches as the offer's places take, with the people divided evenly. */
function coachRows({ id, kind, capacity, taken }: Offer): readonly Row[] {
  if (!COACHED.includes(kind)) return [];
  const coaches = Math.ceil(capacity / PEOPLE_A_COACH);
  return Array.from({ length: coaches }, (_, index) =>
    ({ id: `${id}/coach-${index + 1}`, item: id, load: Math.floor((taken + index) / coaches), max: Math.floor((capacity + index) / coaches) }));
}

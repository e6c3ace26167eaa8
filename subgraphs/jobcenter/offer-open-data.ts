import type { OpenData } from '../kit/catalogue/published/serve.js';
import { commonOf, modes, placeOf } from '../kit/catalogue/published/schema-org.js';
import { PLACES } from '../kit/catalogue/places.js';
import { OFFER_LABELS } from './labels.js';
import { Offer } from './offer.entity.js';

/** Offers as schema.org `EducationalOccupationalProgram`, and their beginnings as a calendar. */
export const offerOpenData: OpenData<Offer> = {
  name: 'offers',
  title: 'Angebote zu Arbeit und Ausbildung im Kreis Lippe',
  entity: Offer,
  thing: (offer) => ({
    '@type': 'EducationalOccupationalProgram', ...commonOf(offer, 'offer'), programType: OFFER_LABELS[offer.kind], educationalProgramMode: modes(offer.formats),
    programPrerequisites: offer.languageLevelMin === null ? undefined : `CEFR ${offer.languageLevelMin}`, startDate: offer.validFrom, endDate: offer.validTo ?? undefined,
    maximumEnrollment: offer.capacity, location: offer.municipality === null ? undefined : placeOf(offer.municipality),
  }),
  event: (offer) => ({
    start: offer.validFrom, allDay: true, summary: offer.title, location: offer.municipality === null ? 'Kreis Lippe' : PLACES[offer.municipality].name, categories: [{ name: OFFER_LABELS[offer.kind] }],
    description: [offer.provider, `${offer.freePlaces} von ${offer.capacity} Plätzen frei`, offer.description].filter(Boolean).join('\n'),
  }),
};

import type { CatalogueEntry, Format } from '../entry.js';
import { PLACES } from '../places.js';
import type { Municipality } from '../../enums.js';

/** A thing of schema.org. */
export type Thing = Readonly<Record<string, unknown>>;

const MODES: Readonly<Record<Format, string>> = { VOLLZEIT: 'full-time', TEILZEIT: 'part-time', ABENDS: 'evening', ONLINE: 'online', BERUFSBEGLEITEND: 'alongside work' };

export const modes = (formats: readonly Format[]): readonly string[] => formats.map((format) => MODES[format]);

export const placeOf = (municipality: Municipality): Thing => ({
  '@type': 'Place', address: { '@type': 'PostalAddress', addressLocality: PLACES[municipality].name, addressRegion: 'Nordrhein-Westfalen', addressCountry: 'DE' },
});

/** What is said of every entry; `undefined` is left out. */
export const commonOf = ({ id, title, description, provider, providerKey, fundedBy, ageMin, ageMax, womenOnly }: CatalogueEntry, kind: string): Thing => ({
  '@id': `urn:freigabe:${kind}:${id}`, name: title, identifier: providerKey ?? undefined, description: description ?? undefined, inLanguage: 'de',
  provider: { '@type': 'Organization', name: provider },
  funder: fundedBy === null ? undefined : { '@type': 'Organization', name: fundedBy },
  audience: ageMin === null && ageMax === null && !womenOnly ? undefined : {
    '@type': 'PeopleAudience', suggestedMinAge: ageMin ?? undefined, suggestedMaxAge: ageMax ?? undefined, suggestedGender: womenOnly ? 'female' : undefined,
  },
});

import type { County } from '../county.js';
import type { Row, Tables } from './tables.js';

const timestamp = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The consent store's rows. The heads come last: their versions start to count when everything is in. */
export const consentRows = ({ clients, consents }: County): Tables => ({
  client: clients.map(({ id }): Row => ({ id })),
  relation: clients.flatMap(({ id, relations }) => relations.map(({ unit, from, to, persons, responsible }): Row => ({
    client_id: id, unit, from_at: timestamp(from), to_at: timestamp(to), persons, responsible,
  }))),
  consent: consents.map((consent): Row => ({
    id: consent.id, client_id: consent.client, state: consent.state,
    releasing_units: consent.releasingUnits, releasing_persons: consent.releasingPersons,
    receiving_units: consent.receivingUnits, receiving_persons: consent.receivingPersons, receiving_functions: consent.receivingFunctions ?? [],
    categories: consent.categories, explicit_categories: consent.explicitCategories, exclusions: consent.exclusions,
    purposes: consent.purposes, form: consent.form, from_at: timestamp(consent.from), to_at: timestamp(consent.to),
    language: consent.language, interpreter: consent.interpreter, signature_reference: consent.signatureReference,
  })),
  client_head: clients.map(({ id }): Row => ({ client_id: id })),
});

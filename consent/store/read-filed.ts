import type { Pool } from 'pg';
import type { FiledConsent } from '../lifecycle/index.js';

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)`;

/** One statement, so one snapshot: the version is that of these consents. */
const SQL = `
  select version::int8,
    (select coalesce(jsonb_agg(jsonb_build_object(
       'id', id, 'client', client_id, 'paper', coalesce(paper, id), 'state', state, 'releasingUnits', releasing_units, 'releasingPersons', releasing_persons,
       'receivingUnits', receiving_units, 'receivingPersons', receiving_persons, 'categories', categories, 'explicitCategories', explicit_categories,
       'exclusions', exclusions, 'purposes', purposes, 'form', form, 'specialCircumstances', special_circumstances,
       'from', ${ms('from_at')}, 'to', ${ms('to_at')}, 'language', language, 'formVersion', form_version, 'informedAbout', informed_about,
       'interpreter', interpreter, 'confirmationTalkAt', ${ms('confirmation_talk_at')}, 'ofAgeAt', ${ms('of_age_at')}, 'givenBy', given_by,
       'ableToUnderstand', able_to_understand) || jsonb_build_object(
       'secondParentReason', second_parent_reason, 'signatureReference', signature_reference, 'witness', witness,
       'bedenkzeitUntil', ${ms('bedenkzeit_until')}, 'replaces', replaces)
       || case when receiving_functions is null then '{}' else jsonb_build_object('receivingFunctions', receiving_functions) end order by recorded_at, id = paper desc, id), '[]')
     from consent where consent.client_id = h.client_id) as consents
  from client_head h where h.client_id = $1::uuid`;

/** A client's consents with their evidence, each paper's first direction first. */
export async function readFiled(pool: Pool, clientId: string): Promise<{ version: number; consents: readonly FiledConsent[] } | null> {
  const { rows } = await pool.query<{ version: string; consents: FiledConsent[] }>({ name: 'read-filed', text: SQL, values: [clientId] });
  const [row] = rows;
  return row ? { version: Number(row.version), consents: row.consents } : null;
}

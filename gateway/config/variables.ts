import { fileURLToPath } from 'node:url';
import { DEFAULT_ADMISSION, DEFAULT_HTTP, DEFAULT_LIMITS } from '../server/index.js';
import type { Variable } from './settings.js';

const AGENCY_URL = (agency: string, port: number): Variable => ({
  de: `GraphQL-Adresse des Subgraphen ${agency}`, en: `GraphQL address of the subgraph ${agency}`, otherwise: `http://127.0.0.1:${port}/graphql`,
});
const LIMIT = (de: string, en: string, limit: number): Variable => ({ de: `höchstens so viele ${de} je Abfrage`, en: `most ${en} in an operation`, otherwise: String(limit) });

/** Every variable of the gateway's environment. */
export const VARIABLES = {
  PORT: { de: 'Port, 0 = ein freier', en: 'port, 0 = a free one', otherwise: '4000' },
  HOST: { de: 'Adresse, an der gelauscht wird', en: 'address to listen at', otherwise: '127.0.0.1' },
  NODE_ENV: { de: 'production, development oder test; production schaltet den Explorer ab', en: 'production, development or test; production switches the explorer off', otherwise: 'development' },
  DATABASE_URL: { de: 'Consent-Datenbank, postgres://…', en: 'consent database, postgres://…', secret: true },
  SUPERGRAPH_FILE: { de: 'Supergraph (SDL)', en: 'supergraph (SDL)', otherwise: fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url)) },
  CASE_MANAGEMENT_URL: AGENCY_URL('case-management', 4101),
  JOBCENTER_URL: AGENCY_URL('jobcenter', 4102),
  LANGUAGE_COURSES_URL: AGENCY_URL('language-courses', 4103),
  SCHOOL_ENTRY_URL: AGENCY_URL('school-entry', 4104),
  IMMIGRATION_OFFICE_URL: AGENCY_URL('immigration-office', 4105),
  SUBGRAPH_TLS_CA: { de: 'Zertifizierungsstelle der Subgraphen (PEM); mit CERT und KEY: gegenseitiges TLS', en: 'certificate authority of the subgraphs (PEM); with CERT and KEY: mutual TLS', secret: true },
  SUBGRAPH_TLS_CERT: { de: 'Zertifikat, mit dem sich das Gateway ausweist (PEM)', en: 'certificate by which the gateway shows itself (PEM)', secret: true },
  SUBGRAPH_TLS_KEY: { de: 'dessen Schlüssel (PEM)', en: 'its key (PEM)', secret: true },
  OIDC_ISSUER: { de: 'Aussteller der Tokens (iss)', en: 'issuer of the tokens (iss)' },
  OIDC_AUDIENCE: { de: 'Empfänger der Tokens (aud)', en: 'audience of the tokens (aud)', otherwise: 'freigabe' },
  OIDC_JWKS_URL: { de: 'öffentliche Schlüssel des Ausstellers', en: 'public keys of the issuer' },
  OIDC_TOKEN_TYPE: { de: 'Typ der Tokens (typ)', en: 'type of the tokens (typ)', otherwise: 'at+jwt' },
  OIDC_ALGORITHMS: { de: 'Signaturverfahren, nur asymmetrische', en: 'signature algorithms, asymmetric ones only', otherwise: 'ES256,EdDSA,PS256,RS256' },
  OIDC_CLAIM_UNIT: { de: 'Claim der Stelle', en: 'claim of the unit', otherwise: 'unit' },
  OIDC_CLAIM_ROLE: { de: 'Claim der Rolle', en: 'claim of the role', otherwise: 'role' },
  OIDC_CLAIM_PERSON: { de: 'Claim der Person', en: 'claim of the person', otherwise: 'sub' },
  OIDC_STEP_UP_ACR: { de: 'Anmeldestufen (acr), die für DPO und Notfallweg genügen; leer: jede', en: 'authentication contexts (acr) that suffice for DPO and the emergency path; empty: any', otherwise: '' },
  OIDC_STEP_UP_MAX_AGE: { de: 'Sekunden, die eine solche Anmeldung gilt', en: 'seconds for which such a sign-in counts', otherwise: '900' },
  OIDC_LOGOUT_CLIENTS: { de: 'Client-IDs, deren Logout-Tokens unter /backchannel-logout gelten; leer: keine', en: 'client ids whose logout tokens count at /backchannel-logout; empty: none', otherwise: '' },
  OIDC_TOKEN_LIFETIME: { de: 'Sekunden, die ein Token höchstens gilt', en: 'seconds that a token lives at most', otherwise: '28800' },
  PSEUDONYM_KEY: { de: 'Schlüssel der Pseudonyme: 32 Bytes base64, oder Version:Schlüssel,…', en: 'key of the pseudonyms: 32 bytes base64, or version:key,…', secret: true },
  PSEUDONYM_VERSION: { de: 'Version, mit der Kennungen für Stellen geschrieben werden; Voreinstellung die höchste', en: 'version under which units’ ids are written; default the highest' },
  PSEUDONYM_AGENCY_VERSIONS: { de: 'Subgraphen, deren Kennungen umgezogen sind (npm run pseudonyms:move): jobcenter=2,…; sonst die niedrigste Version', en: 'subgraphs whose ids were moved (npm run pseudonyms:move): jobcenter=2,…; otherwise the lowest version', otherwise: '' },
  TICKET_PRIVATE_KEY: { de: 'Ed25519-Schlüssel der Freigabe-Tickets (PEM)', en: 'Ed25519 key of the release tickets (PEM)', secret: true },
  TICKET_KEY_ID: { de: 'dessen Name (kid) bei den Subgraphen', en: 'its name (kid) at the subgraphs', otherwise: 'ticket-1' },
  LOG_MAX_LAG_MS: { de: 'wartet ein Eintrag so lange auf den Protokollführer, wird nichts mehr freigegeben', en: 'once an entry has waited so long for the log keeper, nothing is released any more', otherwise: '900000' },
  TRUSTED_DOCUMENTS: { de: 'Ordner der registrierten Operationen (*.json), Voreinstellung keiner', en: 'folder of the registered operations (*.json), none by default', otherwise: '' },
  TRUSTED_DOCUMENTS_STAGE: { de: 'off, log-unknown oder enforce; einzelne Stellen anders: log-unknown,ABH_KREIS=enforce', en: 'off, log-unknown or enforce; single units otherwise: log-unknown,ABH_KREIS=enforce', otherwise: 'off' },
  STATUTORY_FLOWS: { de: 'eingeschaltete gesetzliche Übermittlungen, Voreinstellung keine', en: 'statutory flows switched on, none by default', otherwise: '' },
  INTROSPECTION_ROLES: { de: 'Rollen, die das Schema abfragen dürfen; Voreinstellung in Produktion keine, sonst alle', en: 'roles that may ask for the schema; default in production none, otherwise all' },
  CORS_ORIGINS: { de: 'Webanwendungen anderer Herkunft, Voreinstellung keine', en: 'web applications of other origins, none by default', otherwise: '' },
  EXPLORER: { de: 'GraphiQL unter / (nicht in Produktion)', en: 'GraphiQL at / (not in production)' },
  REQUEST_TIMEOUT_MS: { de: 'Zeit für eine Abfrage', en: 'time for an operation', otherwise: String(DEFAULT_HTTP.timeout) },
  RECEIVE_TIMEOUT_MS: { de: 'Zeit für das Eintreffen einer Anfrage', en: 'time for a request to arrive', otherwise: String(DEFAULT_HTTP.receiveTimeout) },
  SUBGRAPH_TIMEOUT_MS: { de: 'Zeit für eine Antwort eines Subgraphen', en: 'time for an answer of a subgraph', otherwise: '5000' },
  DRAIN_TIMEOUT_MS: { de: 'Zeit für laufende Abfragen beim Beenden', en: 'time for running operations when stopping', otherwise: String(DEFAULT_HTTP.drainTimeout) },
  MAX_CONCURRENT: { de: 'gleichzeitige Abfragen', en: 'operations at the same time', otherwise: String(DEFAULT_HTTP.maxConcurrent) },
  RATE_PERSON: { de: 'Abfragen einer Person in der Sekunde, auf Dauer', en: 'operations of a person a second, in the long run', otherwise: String(DEFAULT_ADMISSION.person.rate) },
  RATE_UNIT: { de: 'Abfragen einer Stelle in der Sekunde, auf Dauer', en: 'operations of a unit a second, in the long run', otherwise: String(DEFAULT_ADMISSION.unit.rate) },
  BURST_PERSON: { de: 'Abfragen einer Person auf einmal', en: 'operations of a person at once', otherwise: String(DEFAULT_ADMISSION.person.burst) },
  BURST_UNIT: { de: 'Abfragen einer Stelle auf einmal', en: 'operations of a unit at once', otherwise: String(DEFAULT_ADMISSION.unit.burst) },
  CONCURRENT_PERSON: { de: 'gleichzeitige Abfragen einer Person', en: 'operations of a person at the same time', otherwise: String(DEFAULT_ADMISSION.person.concurrent) },
  CONCURRENT_UNIT: { de: 'gleichzeitige Abfragen einer Stelle', en: 'operations of a unit at the same time', otherwise: String(DEFAULT_ADMISSION.unit.concurrent) },
  PROBES: { de: 'fremde oder unbekannte Kennungen, die eine Person in 15 Minuten versuchen darf', en: 'ids of others or of nobody that a person may try in 15 minutes', otherwise: String(DEFAULT_ADMISSION.probes) },
  MAX_BODY_BYTES: { de: 'Bytes einer Anfrage', en: 'bytes of a request', otherwise: String(DEFAULT_HTTP.maxBodyBytes) },
  LIMIT_TOKENS: LIMIT('Token', 'tokens', DEFAULT_LIMITS.tokens),
  LIMIT_DEPTH: LIMIT('Ebenen', 'levels', DEFAULT_LIMITS.depth),
  LIMIT_ALIASES: LIMIT('Aliase', 'aliases', DEFAULT_LIMITS.aliases),
  LIMIT_ROOT_FIELDS: LIMIT('Wurzelfelder', 'root fields', DEFAULT_LIMITS.rootFields),
  LIMIT_COST: LIMIT('Objekte, die eine Antwort enthalten könnte,', 'objects that an answer could hold', DEFAULT_LIMITS.cost),
  LIMIT_FIELDS: LIMIT('Felder und Fragmente', 'fields and fragments', DEFAULT_LIMITS.fields),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;

/** `--help`: the table above, read aloud. */
export const HELP = `node dist/gateway/main.js

${Object.entries<Variable>(VARIABLES).map(([name, { de, en, otherwise, secret }]) =>
  `  ${name}${secret ? ` | ${name}_FILE` : ''}${otherwise ? ` = ${otherwise}` : ''}\n      ${de} / ${en}`).join('\n')}
`;

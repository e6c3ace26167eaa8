import type { Purpose, UnitCode } from '../../consent/core/index.js';
import type { Caller } from '../engine.js';
import type { Logger } from '../server/logger.js';
import { Refusal } from '../server/refusal.js';
import { hashOf, type RegisteredDocument } from './manifest.js';
import { stageOf, type Stages } from './stages.js';

/** What a request brings of its operation: the text, its hash, or both. */
export interface Asked {
  readonly query: string | null;
  /** SHA-256 in hex, as clients for persisted operations send it. */
  readonly hash: string | null;
}

/** The text to execute, and for which purpose. */
export interface Trusted {
  readonly query: string;
  readonly purpose: Purpose | null;
}

export interface TrustOptions {
  readonly documents: readonly RegisteredDocument[];
  readonly stages: Stages;
  readonly logger: Logger;
}

/** Texts differ without end; each is told once until so many others have come. */
const TOLD = 10_000;

/** What to execute of what was asked. @throws Refusal `OPERATION_NOT_REGISTERED`, `PURPOSE_NOT_REGISTERED`, `PERSISTED_QUERY_NOT_FOUND` */
export type Trust = (asked: Asked, caller: Caller) => Trusted;

/** Decides which operations a unit may ask, and for which purpose, before anything is planned (purpose limitation, Art. 5 Abs. 1 b DSGVO). */
export function createTrust({ documents, stages, logger }: TrustOptions): Trust {
  const registered = new Map(documents.map((document) => [keyOf(document.unit, document.hash), document]));
  const told = new Set<string>();
  const tellOnce = (unit: UnitCode, hash: string): void => {
    const key = keyOf(unit, hash);
    if (told.has(key)) return;
    if (told.size >= TOLD) told.clear();
    told.add(key);
    logger.info('operation is not registered', { unit, sha256: hash });
  };

  return ({ query, hash }, { requester: { unit }, purpose }) => {
    const stage = stageOf(stages, unit);
    if (query !== null && hash === null && stage === 'off') return { query, purpose };
    const own = query === null ? hash! : hashOf(query);
    if (hash !== null && hash !== own) throw otherText();
    const document = registered.get(keyOf(unit, own));
    if (document) return { query: document.query, purpose: stage === 'off' ? purpose : purposeOf(document, purpose) };
    if (stage === 'enforce') throw unregistered(own);
    if (query === null) throw notFound();
    if (stage === 'log-unknown') tellOnce(unit, own);
    return { query, purpose };
  };
}

const keyOf = (unit: UnitCode, hash: string): string => `${hash} ${unit}`;

/** The purpose that the caller names must be registered; where only one is, it goes without saying. */
function purposeOf({ name, purposes }: RegisteredDocument, named: Purpose | null): Purpose | null {
  if (named === null) return purposes.length === 1 ? purposes[0]! : null;
  if (purposes.includes(named)) return named;
  if (purposes.length === 0) return null; // open data needs none
  throw new Refusal(403, 'PURPOSE_NOT_REGISTERED', {
    de: `Die Operation ${name} ist für den Zweck ${named} nicht registriert, nur für: ${purposes.join(', ')}.`,
    en: `The operation ${name} is not registered for the purpose ${named}, only for: ${purposes.join(', ')}.`,
  }, {}, { purposes });
}

/** Message and code that clients for persisted operations answer by sending the text. */
const notFound = () => new Refusal(200, 'PERSISTED_QUERY_NOT_FOUND', { de: 'PersistedQueryNotFound', en: 'PersistedQueryNotFound' });

const otherText = () =>
  new Refusal(400, 'BAD_REQUEST', { de: 'Der Hash gehört nicht zum Text der Operation.', en: 'The hash is not that of the operation’s text.' });

const unregistered = (hash: string) =>
  new Refusal(403, 'OPERATION_NOT_REGISTERED', {
    de: `Diese Operation ist für Ihre Stelle nicht registriert (sha256 ${hash}). Bitte die Betreuung der Fachanwendung sie anmelden lassen.`,
    en: `This operation is not registered for your unit (sha256 ${hash}). Have it registered by whoever maintains your application.`,
  }, {}, { sha256: hash });

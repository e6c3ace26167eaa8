import { randomUUID } from 'node:crypto';
import { filed, type FiledConsent } from '../lifecycle/index.js';
import type { ExchangedConsent } from './exchanged-consent.js';

/**
 * What came in, as a form of its own here, with its other direction if it is two-way. What it replaced elsewhere it does not replace
 * here; why one parent is enough is never exchanged, and is asked for again when it is given.
 */
export function draftsOf({ ofAgeAt, otherDirection, ...consent }: ExchangedConsent): readonly [FiledConsent, ...FiledConsent[]] {
  const paper = { ...consent, twoWay: otherDirection !== null, ofAgeAt: ofAgeAt ?? null, secondParentReason: null };
  const drafts = filed(paper, { ids: [randomUUID(), randomUUID()], state: 'ENTWURF' }).map((draft) => ({ ...draft, bedenkzeitUntil: consent.bedenkzeitUntil }));
  return drafts as [FiledConsent, ...FiledConsent[]];
}

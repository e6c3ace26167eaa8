import type { LogEntry } from '../../consent/audit/entry.js';
import { LogUnavailable, type CommitResult, type ConsentStore } from '../../consent/store/types.js';
import type { Decisions } from './decisions.js';

/**
 * Promises P4 and P5: nothing personal leaves before this has said `COMMITTED`, which it does only if every decision still
 * holds and the entries are in the log.
 */
export async function commitRelease(
  store: Pick<ConsentStore, 'commit'>, decisions: Decisions, entries: readonly LogEntry[],
): Promise<CommitResult | 'UNAVAILABLE'> {
  const related = [...decisions.decided()].filter(({ release }) => release.related);
  if (related.length === 0 && entries.length === 0) return 'COMMITTED';
  const heads = related.map(({ internalId, release }) => ({ clientId: internalId!, version: release.version }));
  const until = Math.min(...related.map(({ release }) => release.until), Infinity);
  try {
    return await store.commit({ heads, until, entries });
  } catch (error) {
    if (error instanceof LogUnavailable) return 'UNAVAILABLE';
    throw error;
  }
}

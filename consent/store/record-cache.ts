import type { ClientRecords } from '../core/index.js';

export interface RecordCache {
  get(clientId: string): ClientRecords | undefined;
  /** Reads through `read` and keeps what was not changed meanwhile. */
  load(clientIds: readonly string[], read: (ids: readonly string[]) => Promise<Map<string, ClientRecords>>): Promise<Map<string, ClientRecords>>;
  forget(clientId: string): void;
  /** Starts keeping records: from now on changes are heard of. */
  open(): void;
  /** Forgets everything and keeps nothing until opened again. */
  shut(): void;
}

/** At most `capacity` clients' records in memory, the longest unused going first. Shut at the beginning. */
export function createRecordCache(capacity: number): RecordCache {
  const kept = new Map<string, ClientRecords>();
  /** Ids that changed while a read was under way, per read: what it brings of them may be the old state. */
  const reads = new Set<Set<string>>();
  let generation = 0;
  let isOpen = false;

  const keep = (clientId: string, records: ClientRecords): void => {
    kept.delete(clientId);
    kept.set(clientId, records);
    if (kept.size > capacity) kept.delete(kept.keys().next().value!);
  };

  return {
    get(clientId) {
      const records = kept.get(clientId);
      if (records) keep(clientId, records);
      return records;
    },
    async load(clientIds, read) {
      const changed = new Set<string>();
      const begun = generation;
      reads.add(changed);
      try {
        const found = await read(clientIds);
        if (isOpen && begun === generation) for (const [id, records] of found) if (!changed.has(id)) keep(id, records);
        return found;
      } finally {
        reads.delete(changed);
      }
    },
    forget(clientId) {
      kept.delete(clientId);
      for (const changed of reads) changed.add(clientId);
    },
    open() {
      generation++;
      isOpen = true;
    },
    shut() {
      generation++;
      isOpen = false;
      kept.clear();
    },
  };
}

import type { ClientRecords } from '../core/index.js';

export interface RecordCache {
  /** `null`: nobody; that is kept as well, or asking twice would take longer for nobody than for somebody (promise P6). */
  get(clientId: string): ClientRecords | null | undefined;
  /** Reads through `read` and keeps what was not changed meanwhile. */
  load(clientIds: readonly string[], read: (ids: readonly string[]) => Promise<Map<string, ClientRecords>>): Promise<Map<string, ClientRecords>>;
  forget(clientId: string): void;
  /** Starts keeping records: from now on changes are heard of. */
  open(): void;
  /** Forgets everything and keeps nothing until opened again. */
  shut(): void;
}

/** At most `capacity` clients' records in memory, and as many ids of nobody, the longest unused going first. Shut at the beginning. */
export function createRecordCache(capacity: number): RecordCache {
  const kept = new Map<string, ClientRecords>();
  const nobody = new Map<string, null>();
  /** Ids that changed while a read was under way, per read: what it brings of them may be the old state. */
  const reads = new Set<Set<string>>();
  let generation = 0;
  let isOpen = false;

  const keep = <Value>(map: Map<string, Value>, clientId: string, value: Value): Value => {
    map.delete(clientId);
    map.set(clientId, value);
    if (map.size > capacity) map.delete(map.keys().next().value!);
    return value;
  };

  return {
    get(clientId) {
      const records = kept.get(clientId);
      if (records) return keep(kept, clientId, records);
      return nobody.has(clientId) ? keep(nobody, clientId, null) : undefined;
    },
    async load(clientIds, read) {
      const changed = new Set<string>();
      const begun = generation;
      reads.add(changed);
      try {
        const found = await read(clientIds);
        if (!isOpen || begun !== generation) return found;
        for (const id of clientIds) {
          const records = found.get(id);
          if (changed.has(id)) continue;
          if (records) keep(kept, id, records);
          else keep(nobody, id, null);
        }
        return found;
      } finally {
        reads.delete(changed);
      }
    },
    forget(clientId) {
      kept.delete(clientId);
      nobody.delete(clientId);
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
      nobody.clear();
    },
  };
}

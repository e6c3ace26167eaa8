import {
  releaseFor, type ClientRecords, type Instant, type Policy, type Purpose, type Release, type Requester, type UnitCode,
} from '../../consent/core/index.js';
import type { Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import type { ConsentStore } from '../../consent/store/types.js';
import type { Requirement } from './supergraph.js';

/** One client as this caller may see them. Unknown, undecodable and unrelated clients look alike: nothing is granted. */
export interface ClientView {
  /** As the caller knows the client. */
  readonly callerId: string;
  readonly internalId: string | null;
  readonly release: Release;
  /** `null` for a client that does not exist. */
  readonly records: ClientRecords | null;
}

export interface DecisionOptions {
  readonly store: Pick<ConsentStore, 'records' | 'commit'>;
  readonly pseudonyms: Pseudonyms;
  readonly policy: Policy;
}

/** The records of clients cannot be read: nothing personal may be decided, so nothing personal leaves. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(cause: unknown) {
    super('The consent store cannot be read.', { cause });
  }
}

const NOTHING: ClientRecords = { version: 0, relations: [], consents: [], emergencies: [] };

/** All decisions of one request, taken at one instant; each client's records are read once. */
export class Decisions {
  readonly #decided = new Map<string, ClientView>();
  /** The decisions under way, or that failed, by the ids they are about. */
  readonly #begun = new Map<string, Promise<void>>();

  constructor(
    private readonly options: DecisionOptions,
    readonly requester: Requester,
    readonly purpose: Purpose,
    readonly at: Instant,
  ) {}

  /** Decides about clients by the caller's ids, in the order given. Rejects if the store cannot be read. */
  async of(callerIds: readonly string[]): Promise<readonly ClientView[]> {
    const missing = new Set<string>();
    const awaited = new Set<Promise<void>>();
    for (const id of callerIds) {
      if (this.#decided.has(id)) continue;
      const begun = this.#begun.get(id);
      if (begun) awaited.add(begun);
      else missing.add(id);
    }
    if (missing.size > 0) {
      const begun = this.#decide([...missing]);
      for (const id of missing) this.#begun.set(id, begun);
      awaited.add(begun);
    }
    if (awaited.size > 0) await Promise.all(awaited);
    return callerIds.map((id) => this.#decided.get(id)!);
  }

  /** Every client decided about so far. */
  decided(): Iterable<ClientView> {
    return this.#decided.values();
  }

  /** How many of the ids decided about are no client of the caller. */
  get unrelated(): number {
    let count = 0;
    for (const { release } of this.#decided.values()) if (!release.related) count += 1;
    return count;
  }

  async #decide(callerIds: readonly string[]): Promise<void> {
    const { store, pseudonyms, policy } = this.options;
    const audience = `unit:${this.requester.unit}` as const;
    const internalIds = callerIds.map((id) => pseudonyms.read(audience, id));
    const records = await store.records(internalIds.filter((id) => id !== null)).catch((cause: unknown) => {
      throw new StoreUnavailable(cause);
    });
    callerIds.forEach((callerId, index) => {
      const internalId = internalIds[index] ?? null;
      const known = internalId === null ? undefined : records.get(internalId);
      const release = releaseFor(known ?? NOTHING, this.requester, this.purpose, this.at, policy);
      this.#decided.set(callerId, { callerId, internalId, release, records: known ?? null });
    });
  }
}

/** Whether one of the owners grants everything a field requires; open fields need no owner, but a relation. */
export const isGranted = (release: Release, owners: readonly UnitCode[], requirement: Requirement): boolean =>
  requirement.categories.length === 0 ? release.related && !requirement.never : owners.some((owner) => grantsAll(release, owner, requirement));

export const grantsAll = (release: Release, owner: UnitCode, { categories, never }: Requirement): boolean =>
  !never && release.related && categories.every((category) => release.grants(owner, category));

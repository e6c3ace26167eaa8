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
  readonly #views = new Map<string, Promise<ClientView>>();
  readonly #decided = new Map<string, ClientView>();

  constructor(
    private readonly options: DecisionOptions,
    readonly requester: Requester,
    readonly purpose: Purpose,
    readonly at: Instant,
  ) {}

  /** Decides about clients by the caller's ids, in the order given. Rejects if the store cannot be read. */
  async of(callerIds: readonly string[]): Promise<readonly ClientView[]> {
    const missing = [...new Set(callerIds.filter((id) => !this.#views.has(id)))];
    if (missing.length > 0) {
      const batch = this.#decide(missing);
      missing.forEach((id, index) => {
        const view = batch.then((views) => views[index]!);
        view.catch(() => undefined); // whoever awaits it hears of it
        this.#views.set(id, view);
      });
    }
    const decided = callerIds.flatMap((id) => this.#decided.get(id) ?? []);
    return decided.length === callerIds.length ? decided : Promise.all(callerIds.map((id) => this.#views.get(id)!));
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

  async #decide(callerIds: readonly string[]): Promise<readonly ClientView[]> {
    const { store, pseudonyms, policy } = this.options;
    const audience = `unit:${this.requester.unit}` as const;
    const internalIds = callerIds.map((id) => pseudonyms.read(audience, id));
    const records = await store.records(internalIds.filter((id) => id !== null)).catch((cause: unknown) => {
      throw new StoreUnavailable(cause);
    });
    return callerIds.map((callerId, index) => {
      const internalId = internalIds[index] ?? null;
      const known = internalId === null ? undefined : records.get(internalId);
      const release = releaseFor(known ?? NOTHING, this.requester, this.purpose, this.at, policy);
      const view = { callerId, internalId, release, records: known ?? null };
      this.#decided.set(callerId, view);
      return view;
    });
  }
}

/** Whether one of the owners grants everything a field requires; open fields need no owner, but a relation. */
export const isGranted = (release: Release, owners: readonly UnitCode[], requirement: Requirement): boolean =>
  requirement.categories.length === 0 ? release.related && !requirement.never : owners.some((owner) => grantsAll(release, owner, requirement));

export const grantsAll = (release: Release, owner: UnitCode, { categories, never }: Requirement): boolean =>
  !never && release.related && categories.every((category) => release.grants(owner, category));

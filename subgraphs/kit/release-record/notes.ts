import type { UnitCode } from '../../../consent/core/index.js';

/** One line of an agency's own release log: what left it about one client in one request. Never a value, no person, no unit that asked. */
export interface ReleaseRecord {
  /** ms since the epoch. */
  readonly at: number;
  /** The request as this agency alone knows it. */
  readonly request: string;
  /** This agency's pseudonym of the client. */
  readonly client: string;
  /** owner unit → categories that were resolved for it, whether or not there was anything to tell */
  readonly released: Readonly<Record<UnitCode, readonly string[]>>;
}

/** Notes while a request is resolved what it lets out. */
export class ReleaseNotes {
  readonly #clients = new Map<string, Map<UnitCode, Set<string>>>();

  constructor(private readonly request: string) {}

  note(client: string, owners: readonly UnitCode[], category: string): void {
    const of = this.#clients.get(client) ?? new Map<UnitCode, Set<string>>();
    this.#clients.set(client, of);
    for (const owner of owners) of.set(owner, (of.get(owner) ?? new Set()).add(category));
  }

  records(at: number): readonly ReleaseRecord[] {
    return [...this.#clients].map(([client, owners]) => ({
      at, request: this.request, client,
      released: Object.fromEntries([...owners].map(([owner, categories]) => [owner, [...categories]])),
    }));
  }
}

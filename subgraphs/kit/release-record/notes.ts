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
  /** category → client → owners */
  readonly #noted = new Map<string, Map<string, readonly UnitCode[]>>();
  #waiting = new Map<string, Record<UnitCode, string[]>>();

  constructor(private readonly request: string) {}

  /** Called for every field of every client, so what is known is told at once. */
  note(client: string, owners: readonly UnitCode[], category: string): void {
    const clients = this.#noted.get(category) ?? new Map<string, readonly UnitCode[]>();
    const known = clients.get(client) ?? [];
    const added = owners.filter((owner) => !known.includes(owner));
    if (added.length === 0) return;
    this.#noted.set(category, clients.set(client, [...known, ...added]));
    const released = this.#waiting.get(client) ?? {};
    for (const owner of added) (released[owner] ??= []).push(category);
    this.#waiting.set(client, released);
  }

  /** What has been noted since the last time, a record for each client. */
  take(at: number): readonly ReleaseRecord[] {
    const taken = [...this.#waiting].map(([client, released]) => ({ at, request: this.request, client, released }));
    this.#waiting = new Map();
    return taken;
  }
}

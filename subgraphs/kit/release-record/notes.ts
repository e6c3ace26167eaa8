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
  readonly #noted = new Set<string>();
  #waiting = new Map<string, Record<UnitCode, string[]>>();

  constructor(private readonly request: string) {}

  note(client: string, owners: readonly UnitCode[], category: string): void {
    for (const owner of owners) {
      const key = `${owner} ${category} ${client}`;
      if (this.#noted.has(key)) continue;
      this.#noted.add(key);
      const of = this.#waiting.get(client) ?? {};
      this.#waiting.set(client, of);
      (of[owner] ??= []).push(category);
    }
  }

  /** What has been noted since the last time, a record for each client. */
  take(at: number): readonly ReleaseRecord[] {
    const taken = [...this.#waiting].map(([client, released]) => ({ at, request: this.request, client, released }));
    this.#waiting = new Map();
    return taken;
  }
}

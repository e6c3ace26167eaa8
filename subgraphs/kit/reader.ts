import type { Constructor } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import type { Category, UnitCode } from '../../consent/core/index.js';
import type { Catalogue } from './catalogue/catalogue.js';
import type { ClientRecord } from './client-record.js';
import { dayInLippe } from './day-in-lippe.js';
import type { ReleaseContext } from './release-context.js';

/** Property names of a record that may be read together under one category. */
type Column<T> = Exclude<keyof T & string, keyof ClientRecord>;

/** Rows of one kind by client: all granted ones, newest first. */
export type RecordLoader<T> = DataLoader<string, readonly T[]>;

/** Batched reads of one request: one statement per loader, whatever the number of clients. */
export interface Reader {
  /**
   * Rows about clients. Only rows of owners that the ticket grants `category` for are asked of the database, and of
   * them only `columns`: what is withheld is not read.
   */
  records<T extends ClientRecord>(entity: Constructor<T>, category: Category, columns: readonly Column<T>[]): RecordLoader<T>;
  /** Rows of an open catalogue by id. */
  open<T extends { id: string }>(entity: Constructor<T>): DataLoader<string, T | null>;
  /** The request's own entity manager, for reads of open catalogues. */
  readonly em: EntityManager;
  /** The agency's catalogue. @throws Error if it has none */
  readonly catalogue: () => Catalogue;
  /** The day, `yyyy-mm-dd`. */
  readonly today: () => string;
}

export function createReader(em: EntityManager, release: ReleaseContext, catalogue: Catalogue | null = null, now: () => number = Date.now): Reader {
  return {
    em,
    today: () => dayInLippe(now()),
    catalogue() {
      if (!catalogue) throw new Error('This agency has no catalogue.');
      return catalogue;
    },
    records<T extends ClientRecord>(entity: Constructor<T>, category: Category, columns: readonly Column<T>[]): RecordLoader<T> {
      return new DataLoader(async (clients: readonly string[]) => {
        const granted = clientsByOwner(clients, (client) => release.owners(client, category));
        if (granted.size === 0) return clients.map(() => []);
        const rows = (await em.find(
          entity as Constructor<ClientRecord>,
          { $or: [...granted].map(([owner, of]) => ({ owner, client: { $in: of } })) },
          {
            fields: ['id', 'client', 'owner', 'recordedOn', ...columns] as never,
            orderBy: { recordedOn: 'desc', id: 'asc' },
            disableIdentityMap: true,
          },
        )) as T[];
        const byClient = groupBy(rows, ({ client }) => client, (row) => row);
        return clients.map((client) => byClient.get(client) ?? []);
      });
    },
    open<T extends { id: string }>(entity: Constructor<T>) {
      return new DataLoader(async (ids: readonly string[]) => {
        const rows = (await em.find(entity as Constructor<{ id: string }>, { id: { $in: ids.filter(isText) } }, { disableIdentityMap: true })) as T[];
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      });
    },
  };
}

/** PostgreSQL has no texts with a zero byte, so there is no such id. */
const isText = (id: string): boolean => !id.includes('\0');

/** The newest granted row about a client, `null` if there is none. */
export async function newest<T>(loader: RecordLoader<T>, client: string): Promise<T | null> {
  const [row] = await loader.load(client);
  return row ?? null;
}

function clientsByOwner(clients: readonly string[], owners: (client: string) => readonly UnitCode[]): Map<UnitCode, string[]> {
  return groupBy(clients.flatMap((client) => owners(client).map((owner) => ({ owner, client }))), ({ owner }) => owner, ({ client }) => client);
}

function groupBy<T, V>(items: readonly T[], key: (item: T) => string, value: (item: T) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(value(item));
    else groups.set(key(item), [value(item)]);
  }
  return groups;
}

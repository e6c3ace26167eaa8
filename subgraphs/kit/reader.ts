import type { Constructor } from '@mikro-orm/core';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import type { Category } from '../../consent/core/index.js';
import type { Asked } from './asked.js';
import type { Catalogue } from './catalogue/catalogue.js';
import type { ClientRecord } from './client-record.js';
import { dayInLippe } from './day-in-lippe.js';
import type { ReleaseContext } from './release-context.js';
import { openRows, type Wanted } from './rows.js';

/** Property names of a record that may be read together under one category. */
type Column<T> = Exclude<keyof T & string, keyof ClientRecord>;

/** Rows of one kind by client: all granted ones, newest first; of each client, owner and the columns that are asked for. */
export type RecordLoader<T> = DataLoader<string, readonly T[]>;

/** Fields that are worked out from columns of another name or type, `Type.field`, and what they need. */
type WorkedOut<Name extends string> = Readonly<Record<string, readonly Name[]>>;

/** Batched reads of one request: one statement per loader, whatever the number of clients. */
export interface Reader {
  /**
   * Rows about clients. Only rows of owners that the ticket grants `category` for are asked of the database, and of
   * them only those of `columns` that the operation asks for: what is withheld or not asked for is not read.
   */
  records<T extends ClientRecord>(entity: Constructor<T>, category: Category, columns: readonly Column<T>[], workedOut?: WorkedOut<Column<T>>): RecordLoader<T>;
  /** Rows of an open catalogue by id, with what the operation asks for. */
  open<T extends { id: string }>(entity: Constructor<T>, workedOut?: WorkedOut<keyof T & string>): DataLoader<string, T | null>;
  /** An entity manager of the request's own, for reads of open catalogues. */
  readonly em: () => EntityManager;
  /** The agency's catalogue. @throws Error if it has none */
  readonly catalogue: () => Catalogue;
  /** The day, `yyyy-mm-dd`. */
  readonly today: () => string;
}

/** Makes the reader of each request: what its ticket releases, of that what its operation asks for. `beforeReading` is called whenever rows about clients are about to be read. */
export type Readers = (release: ReleaseContext, asked: Asked, beforeReading?: () => void) => Reader;

export async function openReaders(orm: MikroORM, catalogue: Catalogue | null, now: () => number): Promise<Readers> {
  const rows = await openRows(orm);
  return (release, asked, beforeReading = () => undefined) => ({
    em: () => orm.em.fork(),
    today: () => dayInLippe(now()),
    catalogue() {
      if (!catalogue) throw new Error('This agency has no catalogue.');
      return catalogue;
    },
    records<T extends ClientRecord>(entity: Constructor<T>, category: Category, columns: readonly Column<T>[], workedOut: WorkedOut<Column<T>> = {}): RecordLoader<T> {
      const wanted: Wanted = (property) => columns.includes(property as Column<T>) && asked.any(fieldsFrom(property, entity, workedOut));
      return new DataLoader(async (clients: readonly string[]) => {
        const pairs = clients.flatMap((client) => release.owners(client, category).map((owner) => ({ client, owner })));
        if (pairs.length === 0) return clients.map(() => []);
        beforeReading();
        const found = await rows.aboutClients(entity, wanted, pairs.map(({ client }) => client), pairs.map(({ owner }) => owner));
        const byClient = Map.groupBy(found, ({ client }) => client);
        return clients.map((client) => byClient.get(client) ?? []);
      });
    },
    open<T extends { id: string }>(entity: Constructor<T>, workedOut: WorkedOut<keyof T & string> = {}) {
      const wanted: Wanted = (property) => asked.any(fieldsFrom(property, entity, workedOut));
      return new DataLoader(async (ids: readonly string[]) => {
        const byId = new Map((await rows.byId(entity, wanted, ids.filter(isText))).map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      });
    },
  });
}

/** The fields that show a property or are worked out from it. */
const fieldsFrom = (property: string, { name }: Constructor, workedOut: WorkedOut<string>): string[] =>
  [`${name}.${property}`, ...Object.keys(workedOut).filter((field) => workedOut[field]!.includes(property))];

/** PostgreSQL has no texts with a zero byte, so there is no such id. */
const isText = (id: string): boolean => !id.includes('\0');

/** The newest granted row about a client, `null` if there is none. */
export async function newest<T>(loader: RecordLoader<T>, client: string): Promise<T | null> {
  const [row] = await loader.load(client);
  return row ?? null;
}

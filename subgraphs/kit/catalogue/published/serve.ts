import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Constructor } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Catalogue } from '../catalogue.js';
import type { CatalogueEntry } from '../entry.js';
import type { Question } from '../match.js';
import { FEEDS, type Feed, type Published } from './feed.js';
import { filterOf } from './filter-of.js';

/** An agency's catalogue as open data. */
export interface OpenData<T extends CatalogueEntry = CatalogueEntry> extends Published<T> {
  readonly entity: Constructor<T>;
}

/** Seconds for which caches may keep open data. */
const FRESH = 300;
const BATCH = 500;

/** Answers `GET /catalogue/<name>.jsonld` and `.ics`; `null` for every other address. @throws Refusal for a filter that is none */
export function openDataAt(url: string, open: OpenData): { readonly feed: Feed<CatalogueEntry>; readonly filter: Question['filter'] } | null {
  const { pathname, searchParams } = new URL(url, 'http://agency');
  const kind = (['jsonld', 'ics'] as const).find((extension) => pathname === `/catalogue/${open.name}.${extension}`);
  return kind ? { feed: FEEDS[kind], filter: filterOf(searchParams) } : null;
}

/** Streams open data to anybody: there is no personal data in it. */
export async function serveOpenData(
  { feed, filter }: NonNullable<ReturnType<typeof openDataAt>>, open: OpenData, catalogue: Catalogue, em: EntityManager, now: number, request: IncomingMessage, response: ServerResponse,
): Promise<void> {
  const { ids, revision } = await catalogue.all(filter);
  const etag = `W/"${createHash('sha256').update(`${revision} ${request.url}`).digest('base64url')}"`;
  const caching = { etag, 'cache-control': `public, max-age=${FRESH}` };
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, caching).end();
  response.writeHead(200, { 'content-type': feed.type, ...caching });
  await pipeline(Readable.from(feed.write(entriesOf(open, ids, em), open, new Date(now))), response);
}

/** The entries as the database has them now, in the order of their ids. */
export async function* entriesOf<T extends CatalogueEntry>({ entity }: OpenData<T>, ids: readonly string[], em: EntityManager): AsyncGenerator<T> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows = await em.find(entity as Constructor<CatalogueEntry>, { id: { $in: ids.slice(from, from + BATCH) }, withdrawnOn: null }, { orderBy: { id: 'asc' }, disableIdentityMap: true });
    yield* rows as T[];
  }
}

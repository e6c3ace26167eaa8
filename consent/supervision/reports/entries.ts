import type { ConsentStore, LogPage } from '../../store/types.js';
import type { LogFilter } from '../facets.js';
import type { LogQuery } from '../search-log.js';

type Log = Pick<ConsentStore, 'accessLog'>;

/** A page, newest first, of the entries that one of the filters finds. */
export async function pageOf({ accessLog }: Log, query: Omit<LogQuery, 'filter'>, filters: readonly LogFilter[]): Promise<LogPage> {
  const pages = await Promise.all(filters.map((filter) => accessLog({ ...query, filter })));
  const items = pages.flatMap((page) => page.items).toSorted((a, b) => b.seq - a.seq);
  return {
    items: items.slice(0, query.first), hasMore: items.length > query.first || pages.some(({ hasMore }) => hasMore),
    isComplete: pages.every(({ isComplete }) => isComplete),
  };
}

const PAGE = 5_000;

/** All of them: of one client and one unit, which nobody asks for more often than can be told. */
export async function allOf(log: Log, query: Omit<LogQuery, 'filter' | 'first' | 'before'>, filters: readonly LogFilter[]): Promise<Omit<LogPage, 'hasMore'>> {
  const pages: LogPage[] = [];
  do pages.push(await pageOf(log, { ...query, first: PAGE, before: pages.at(-1)?.items.at(-1)?.seq ?? null }, filters));
  while (pages.at(-1)!.hasMore);
  return { items: pages.flatMap(({ items }) => items), isComplete: pages.every(({ isComplete }) => isComplete) };
}

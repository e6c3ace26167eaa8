import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from './decorators.js';
import { Refusal } from './errors.js';

/** Most entries of one page. */
export const PAGE_LIMIT = 100;

@Open('says only where a page of an open list or of the own clients ends')
@Directive('@shareable')
@ObjectType({ description: 'Seitenangaben (Relay) / Page information (Relay)' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Gibt es weitere Einträge? / Are there more entries?' })
  hasNextPage: boolean;

  @Field(() => String, { nullable: true, description: 'Zeiger auf den letzten Eintrag / Cursor of the last entry' })
  endCursor: string | null;
}

export interface Page<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
}

/** The text after which a list goes on; opaque to callers. */
export const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

/** The id that a cursor stands for. @throws Refusal for what is no cursor. */
export function idOf(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (id !== '' && !id.includes('\0') && cursorOf(id) === cursor) return id;
  throw new Refusal('BAD_REQUEST', 'after ist kein Zeiger dieser Liste / after is no cursor of this list');
}

/** How many entries to show. @throws Refusal outside 1–100. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= PAGE_LIMIT) return first;
  throw new Refusal('BAD_REQUEST', `first liegt zwischen 1 und ${PAGE_LIMIT} / first is between 1 and ${PAGE_LIMIT}`);
}

/** A page out of rows in the order of their ids, of which one more than `size` was read if there are more. */
export function pageOf<T extends { readonly id: string }>(rows: readonly T[], size: number): Page<T> {
  const edges = rows.slice(0, size).map((node) => ({ node, cursor: cursorOf(node.id) }));
  return { edges, pageInfo: { hasNextPage: rows.length > size, endCursor: edges.at(-1)?.cursor ?? null } };
}


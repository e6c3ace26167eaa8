import type { ConsentApiContext } from '../api/context.js';
import { relationOf } from '../core/index.js';

/** Clients of the unit that are looked at together. */
const PAGE = 500;

/** The clients whom the caller is entrusted with at their unit, by internal ids, in an order of the unit's own. */
export async function caseload({ caller: { requester: { unit, person } }, store, now }: ConsentApiContext): Promise<readonly string[]> {
  const own: string[] = [];
  for (let after: string | null = null, hasMore = true; hasMore;) {
    const page = await store.clientsOf(unit, now, { first: PAGE, after });
    const records = await store.records(page.items);
    own.push(...page.items.filter((id) => {
      const known = records.get(id);
      return known !== undefined && (relationOf(known, unit, now)?.persons.includes(person) ?? false);
    }));
    after = page.items.at(-1) ?? null;
    hasMore = page.hasMore;
  }
  return own;
}

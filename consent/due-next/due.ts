/** A deadline that is still to be met, or was not. */
export interface Due {
  /** The caller's pseudonym. */
  readonly client: string;
  readonly goalKey: string;
  readonly dueOn: string;
  readonly state: string;
  readonly why: string;
}

type Asked = { readonly [Field in Exclude<keyof Due, 'client'>]: Due[Field] | null } & { readonly metOn: string | null };

const PENDING: ReadonlySet<string> = new Set(['OFFEN', 'BALD_FAELLIG', 'VERSAEUMT']);

/** What there is to do about a client's deadlines; what was made good later is done. */
export const pending = (client: string, deadlines: readonly Asked[]): Due[] =>
  deadlines.flatMap(({ goalKey, dueOn, state, why, metOn }) =>
    goalKey !== null && dueOn !== null && state !== null && metOn === null && PENDING.has(state) ? [{ client, goalKey, dueOn, state, why: why ?? '' }] : []);

/** A deadline's place in the list: the soonest first, then in an order that stays. */
export const placeOf = ({ dueOn, client, goalKey }: Due): string => `${dueOn} ${client} ${goalKey}`;

/** A page of the list, from behind a place on. */
export function pageOfDue(all: readonly Due[], first: number, after: string | null): { readonly items: readonly Due[]; readonly hasMore: boolean } {
  const sorted = [...all].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const rest = after === null ? sorted : sorted.filter((due) => placeOf(due) > after);
  return { items: rest.slice(0, first), hasMore: rest.length > first };
}

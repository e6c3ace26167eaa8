import { placeActs } from './ddl.js';

/** One place for a client whoever asked for it, but one place in the waiting list for each unit that asks. */
export const waitingByUnit = (catalogue: string): string => `
  drop index reservation_once;
  create unique index reservation_once on reservation (item, client) where state in ('RESERVIERT', 'BESTAETIGT');
  create unique index reservation_once_by_unit on reservation (item, client, by_unit) where state in ('RESERVIERT', 'BESTAETIGT', 'WARTELISTE');
  ${placeActs(catalogue)}
  revoke execute on function next_in_line from public;`;

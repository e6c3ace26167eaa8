import { Migration } from '@mikro-orm/migrations';
import { list } from '../../kit/ddl.js';
import { placeActs } from '../../kit/places/ddl.js';

/** Kinds of offers that consist of a coach's time (domain A.12, Baustein 1). */
const COACHING = ['DURCHSTARTEN_B1_COACHING'];

/** Coaching has no place without a coach: before, it was limited to twenty people a coach only where there were coaches. */
export class NoCoachNoPlace extends Migration {
  override name = '2026-11-23-no-coach-no-place';

  override up(): void {
    this.addSql(`
      create function lacks_coach(wanted text) returns boolean language sql as $$
        select kind in (${list(COACHING)}) and not exists (select from coach where item = wanted) from offer where id = wanted
      $$;
      revoke execute on function lacks_coach from public;

      -- An offer with coaches has no more room than they have, and coaching none without.
      create or replace function places_left(wanted text) returns integer language sql as $$
        select case when withdrawn_on is null and not lacks_coach(wanted)
            then least(greatest(capacity - taken, 0), (select sum(max - load)::integer from coach where item = wanted)) else 0 end
          from offer where id = wanted
      $$;
      ${placeActs('offer', `case when lacks_coach(wanted) then 'OHNE_COACH' else 'KEIN_PLATZ' end`)}`);
  }
}

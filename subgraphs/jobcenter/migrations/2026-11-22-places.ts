import { Migration } from '@mikro-orm/migrations';
import { placeTables } from '../../kit/places/ddl.js';

const app = 'freigabe_jobcenter_app';

/** Places of offers, and the coaches who take people on: 1:20 (domain A.12, Baustein 1), entry and exit at any time. */
export class OfferPlaces extends Migration {
  override name = '2026-11-22-places';

  override up(): void {
    this.addSql(placeTables(app, 'offer'));
    this.addSql(`
      create table coach (
        id text primary key,
        item text not null references offer (id),
        load integer not null default 0 check (load >= 0),
        max integer not null default 20 check (max between 1 and 20),
        check (load <= max)
      );
      create index coach_of_offer on coach (item, load);
      alter table reservation add coach text references coach (id);

      -- An offer with coaches has no more room than they have.
      create or replace function places_left(wanted text) returns integer language sql as $$
        select case when withdrawn_on is null then least(greatest(capacity - taken, 0), (select sum(max - load)::integer from coach where item = wanted)) else 0 end
          from offer where id = wanted
      $$;

      -- Whoever gets a place goes to the coach with the fewest, and frees that place by leaving. The offer's row is locked.
      create function assign_coach() returns trigger language plpgsql as $$
      declare
        had constant boolean := tg_op = 'UPDATE' and holds_place(old.state) = 1;
      begin
        if holds_place(new.state) = 1 and not had then
          new.coach := (select id from coach where item = new.item and load < max order by load, id limit 1);
          update coach set load = load + 1 where id = new.coach;
        elsif had and holds_place(new.state) = 0 then
          update coach set load = load - 1 where id = new.coach;
        end if;
        return new;
      end $$;
      create trigger assign_coach before insert or update of state on reservation for each row execute function assign_coach();
      grant select on coach to ${app};`);
  }
}

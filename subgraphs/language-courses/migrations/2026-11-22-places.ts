import { Migration } from '@mikro-orm/migrations';
import { placeTables } from '../../kit/places/ddl.js';

const app = 'freigabe_language_courses_app';

/** Places of courses, and the enrolments that follow from them. */
export class CoursePlaces extends Migration {
  override name = '2026-11-22-places';

  override up(): void {
    this.addSql(placeTables(app, 'course'));
    this.addSql(`
      create or replace function placed_elsewhere(wanted text, whose text) returns boolean language sql as $$
        select exists (select from enrolment where client = whose and course = wanted and state in ('ANGEMELDET', 'BEGONNEN', 'UNTERBROCHEN'))
      $$;

      -- The provider's file follows the reservation: what its holder sees is Client.enrolments. Whoever gives a place back
      -- before the course leaves no trace there; whoever attends already has broken it off.
      create function enrol() returns trigger language plpgsql as $$
      begin
        if new.state in ('RESERVIERT', 'BESTAETIGT', 'WARTELISTE') then
          insert into enrolment (id, client, owner, recorded_on, course, state)
            values ('place/' || new.id, new.client, new.owner, new.recorded_on, new.item, case new.state when 'WARTELISTE' then 'WARTELISTE' else 'ANGEMELDET' end)
            on conflict (id) do update set state = excluded.state where enrolment.state in ('ANGEMELDET', 'WARTELISTE');
        else
          delete from enrolment where id = 'place/' || new.id and state in ('ANGEMELDET', 'WARTELISTE');
          update enrolment set state = 'ABGEBROCHEN' where id = 'place/' || new.id and state in ('BEGONNEN', 'UNTERBROCHEN');
        end if;
        return null;
      end $$;
      create trigger enrol after insert or update of state on reservation for each row execute function enrol();`);
  }
}

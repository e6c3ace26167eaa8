import { Migration } from '@mikro-orm/migrations';
import { catalogueTable, list, recordTable } from '../../kit/ddl.js';
import { REGISTER } from '../deadlines/register.js';

const app = 'freigabe_case_management_app';
const owners = ['KREIS_SERVICESTELLE', 'DETMOLD_CM', 'NWL_TM'];

/** Deadlines are computed from now on: what they are computed from, and the county's register as data. */
export class Deadlines extends Migration {
  override name = '2026-11-22-deadlines';

  override up(): void {
    this.addSql('alter table registration add entered_on date, add assigned_on date;');
    // Also for who may know of the process and not the address: of registration and person no other column is in reach.
    this.addSql(`
      create view deadline_basis as
        select distinct on (r.client, r.owner) r.id, r.client, r.owner, r.recorded_on, r.registered_on, r.entered_on, r.assigned_on, p.birth_date
        from registration r
        left join lateral (select birth_date from person where client = r.client and owner = r.owner order by recorded_on desc, id limit 1) p on true
        order by r.client, r.owner, r.recorded_on desc, r.id;
      grant select on deadline_basis to ${app};`);
    this.addSql(recordTable(app, 'milestone', owners, `
      goal_key text not null,
      met_on date`));
    this.addSql(`
      insert into milestone (id, client, owner, recorded_on, goal_key, met_on)
        select id, client, owner, recorded_on, goal_key, case state when 'ERFUELLT' then due_on end from deadline where state in ('ERFUELLT', 'NICHT_ANWENDBAR');
      drop table deadline;`);
    this.addSql('create extension if not exists btree_gist;');
    this.addSql(catalogueTable(app, 'deadline_rule', `
      goal_key text not null,
      start_event text not null check (start_event in ('REGISTRIERUNG', 'EINREISE', 'ZUWEISUNG')),
      length integer not null check (length > 0),
      unit text not null check (unit in ('TAGE', 'SCHULWOCHEN', 'JAHRE')),
      age_from integer not null,
      age_to integer not null,
      warn_days integer not null check (warn_days >= 0),
      valid_from date not null,
      valid_to date check (valid_to >= valid_from),
      source text not null,
      -- Two rules for one goal at one time would give two deadlines.
      exclude using gist (goal_key with =, age_from with =, daterange(valid_from, valid_to, '[]') with &&)`));
    for (const { goalKey, startEvent, length, unit, ageFrom, ageTo, warnDays, validFrom, source } of REGISTER) {
      this.addSql(`insert into deadline_rule (id, goal_key, start_event, length, unit, age_from, age_to, warn_days, valid_from, source)
        values (${list([`${goalKey}/${validFrom}`, goalKey, startEvent])}, ${length}, ${list([unit])}, ${ageFrom}, ${ageTo}, ${warnDays}, ${list([validFrom, source])});`);
    }
  }
}

import { Migration } from '@mikro-orm/migrations';
import { LEAST_THRESHOLD } from '../../kit/monitoring/protect.js';

const app = 'freigabe_case_management_app';

/** Figures of the goals for the Steuerungsgremium: published once a quarter, without persons, and never changed again. */
export class Monitoring extends Migration {
  override name = '2026-11-22-monitoring';

  override up(): void {
    this.addSql(`
      create table monitoring_setting (
        one boolean primary key default true check (one),
        threshold integer not null default ${LEAST_THRESHOLD} check (threshold >= ${LEAST_THRESHOLD})
      );
      insert into monitoring_setting default values;

      -- Figures of one goal in one quarter; ALLE stands for a total, an empty figure is withheld.
      create table monitoring_figure (
        quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
        goal_key text not null,
        municipality text not null,
        target_group text not null,
        met integer,
        missed integer,
        threshold integer not null,
        published_on date not null,
        primary key (quarter, goal_key, municipality, target_group)
      );

      -- Each client once, as the unit knows them that has noted them last.
      create view monitoring_arrival as
        select distinct on (b.client) b.client, b.owner, b.registered_on, b.entered_on, b.assigned_on, b.birth_date, r.municipality,
          (select target_group from origin o where o.client = b.client and o.owner = b.owner order by recorded_on desc, id limit 1) as target_group,
          (select coalesce(jsonb_object_agg(goal_key, met_on), '{}') from milestone m where m.client = b.client and m.owner = b.owner) as milestones
        from deadline_basis b join registration r using (id)
        order by b.client, b.recorded_on desc, b.owner;

      grant select on monitoring_setting, monitoring_arrival to ${app};
      grant select, insert on monitoring_figure to ${app};`);
  }
}

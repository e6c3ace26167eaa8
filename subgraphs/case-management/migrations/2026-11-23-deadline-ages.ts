import { Migration } from '@mikro-orm/migrations';

/** Two rules of one goal that hold at one time must not share an age: only the same first age was refused, and whoever fell under both had two deadlines. */
export class DeadlineAges extends Migration {
  override name = '2026-11-23-deadline-ages';

  override up(): void {
    this.addSql(`
      alter table deadline_rule
        drop constraint deadline_rule_goal_key_age_from_daterange_excl,
        add check (age_from <= age_to),
        add constraint deadline_rule_once exclude using gist (goal_key with =, int4range(age_from, age_to, '[]') with &&, daterange(valid_from, valid_to, '[]') with &&);`);
  }
}

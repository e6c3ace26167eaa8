import { Migration } from '@mikro-orm/migrations';

/** The evidence of a consent, what happened to it step by step, notices that a release ended, and reviews. */
export class Lifecycle extends Migration {
  override name = '03-lifecycle';

  override up(): void {
    this.addSql(`
      alter table consent
        -- The two directions of a two-way release share one paper.
        add column paper uuid,
        add column special_circumstances text,
        add column form_version text,
        add column informed_about text[] not null default '{}',
        add column confirmation_talk_at timestamptz(3),
        -- The 18th birthday: all that is kept of a date of birth.
        add column of_age_at timestamptz(3),
        add column given_by jsonb not null default '[]',
        add column able_to_understand boolean,
        add column second_parent_reason text,
        add column witness text,
        add column bedenkzeit_until timestamptz(3),
        add column replaces uuid references consent;
      create index consent_paper on consent (paper);

      alter table consent_event
        add column step text,
        add column detail jsonb;

      -- What the program may do to a consent that was given: narrow it and end it, never widen it.
      create function only_narrow() returns trigger language plpgsql as $$
      begin
        if current_user <> 'freigabe_consent_app' or old.state in ('ENTWURF', 'BEDENKZEIT') then
          return new;
        end if;
        if new.state in ('ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN') and new.state <> old.state
          and (old.state, new.state) <> ('ERTEILT', 'TEILWIDERRUFEN')
        then
          raise insufficient_privilege using message = 'a consent that has ended does not come back';
        end if;
        if not (
          new.categories <@ old.categories and new.explicit_categories <@ old.explicit_categories and new.exclusions @> old.exclusions
          and new.receiving_units <@ old.receiving_units and new.purposes <@ old.purposes and new.receiving_persons <@ old.receiving_persons
          and new.from_at >= old.from_at and new.to_at <= old.to_at
        ) then
          raise insufficient_privilege using message = 'a consent that was given is never widened';
        end if;
        return new;
      end $$;
      create trigger only_narrow before update on consent for each row execute function only_narrow();

      -- That a release to a unit ended. There is no column for a reason, on purpose.
      create table consent_notice (
        id uuid primary key,
        consent_id uuid not null references consent,
        client_id uuid not null references client,
        unit text not null,
        at timestamptz(3) not null default clock_timestamp(),
        acknowledged_at timestamptz(3),
        acknowledged_by text
      );
      create index consent_notice_unit on consent_notice (unit, at);

      create table review_event (
        id bigint generated always as identity primary key,
        client_id uuid not null references client,
        kind text not null,
        unit text not null,
        person text not null,
        idempotency_key text not null,
        fingerprint text not null,
        at timestamptz(3) not null default clock_timestamp(),
        unique (unit, person, idempotency_key)
      );

      create table review_task (
        id uuid primary key,
        consent_id uuid not null references consent,
        client_id uuid not null references client,
        unit text not null,
        kind text not null,
        due_at timestamptz(3) not null,
        done_at timestamptz(3),
        done_by text,
        outcome text
      );
      create index review_task_unit on review_task (unit, due_at);

      grant select, insert on consent_notice, review_event, review_task to freigabe_consent_app;
      grant update (acknowledged_at, acknowledged_by) on consent_notice to freigabe_consent_app;
      grant update (done_at, done_by, outcome) on review_task to freigabe_consent_app;
      grant update (categories, explicit_categories, receiving_units, receiving_persons, purposes, from_at, to_at,
        special_circumstances, language, interpreter, form_version, informed_about, confirmation_talk_at, of_age_at, given_by,
        able_to_understand, second_parent_reason, signature_reference, witness, bedenkzeit_until) on consent to freigabe_consent_app;
      grant execute on function only_narrow() to freigabe_consent_app;
    `);
  }
}

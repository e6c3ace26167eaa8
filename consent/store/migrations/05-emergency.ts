import { Migration } from '@mikro-orm/migrations';

/** The staged emergency path (domain C.7): consultation, notification, review, telling the client. All append only. */
export class Emergency extends Migration {
  override name = '05-emergency';

  override up(): void {
    this.addSql(`
      -- Set on the relation that a Jugendamt has for the time of an emergency only.
      alter table relation add column emergency uuid references emergency_release;

      -- There is no column for a person, on purpose.
      create table emergency_consultation (
        number text primary key,
        unit text not null,
        person text not null,
        ground text not null,
        indications text[] not null,
        at timestamptz(3) not null,
        idempotency_key text not null,
        fingerprint text not null,
        unique (unit, person, idempotency_key)
      );

      create table emergency_notification (
        id uuid primary key,
        client_id uuid not null references client,
        releasing_unit text not null,
        receiving_unit text not null check (receiving_unit like 'JUGENDAMT:%'),
        initiator text not null,
        ground text not null,
        observed_facts text not null,
        other_means text not null,
        family_informed boolean not null,
        family_reason text,
        consultation text references emergency_consultation,
        release_id uuid references emergency_release,
        at timestamptz(3) not null,
        review_due_at timestamptz(3) not null,
        idempotency_key text not null,
        fingerprint text not null,
        unique (releasing_unit, initiator, idempotency_key),
        check (family_informed or family_reason is not null)
      );
      create index emergency_notification_from on emergency_notification (releasing_unit, at);
      create index emergency_notification_to on emergency_notification (receiving_unit, at);

      create table emergency_review (
        notification_id uuid primary key references emergency_notification,
        reviewer text not null,
        outcome text not null,
        note text not null,
        at timestamptz(3) not null,
        idempotency_key text not null,
        fingerprint text not null,
        unique (reviewer, idempotency_key)
      );

      create table emergency_notice (
        id bigint generated always as identity primary key,
        notification_id uuid not null references emergency_notification,
        unit text not null,
        person text not null,
        deferred_to timestamptz(3),
        reason text,
        at timestamptz(3) not null,
        idempotency_key text not null,
        fingerprint text not null,
        unique (unit, person, idempotency_key),
        check (deferred_to is null or reason is not null)
      );
      create index emergency_notice_of on emergency_notice (notification_id);

      -- Four eyes, whatever the program does.
      create function second_person() returns trigger language plpgsql as $$
      begin
        if exists (select from emergency_notification where id = new.notification_id and initiator = new.reviewer) then
          raise exception 'whoever has notified does not review';
        end if;
        return new;
      end $$;
      create trigger second_person before insert on emergency_review for each row execute function second_person();

      -- A review may end an emergency; nothing prolongs or moves one.
      create function only_shorten() returns trigger language plpgsql as $$
      begin
        if new.to_at > old.to_at then
          raise exception 'an emergency release is never prolonged';
        end if;
        return new;
      end $$;
      create trigger only_shorten before update on emergency_release for each row execute function only_shorten();

      grant select, insert on emergency_consultation, emergency_notification, emergency_review, emergency_notice to freigabe_consent_app;
      grant update (to_at) on emergency_release to freigabe_consent_app;
    `);
  }
}

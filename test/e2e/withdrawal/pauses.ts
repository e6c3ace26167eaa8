/** The steps of the release commit, and of a change's end, at which the database is made to pause. */
export const STEPS = [
  'before anything', 'before the log is locked', 'after the log was locked', 'before the clock is read', 'after the clock was read',
  'before the entries are linked', 'while the entries are inserted', 'after the entries were linked', 'before the commit',
] as const;

const at = (step: (typeof STEPS)[number]): string => `perform test_pause(${STEPS.indexOf(step)})`;

/** Every so many calls pause, for up to four milliseconds: the n-th pauses or not as `seed` and n say. */
export const pausing = (seed: number, oneIn: number): string => `
  create or replace function test_pause(step int) returns void language plpgsql security definer as $$
  declare
    drawn bigint := hashint8extended(nextval('public.test_calls'), ${seed}) & 1048575;
  begin
    if drawn % ${oneIn} = 0 then
      perform nextval('public.test_pauses_' || step);
      perform pg_sleep(0.004 * drawn / 1048575);
    end if;
  end $$;`;

/**
 * Wraps the functions of the release commit, which stay as they are, in ones that pause. Sequences count the pauses, since a
 * rolled-back transaction leaves them as they are. Each entry says besides since when its transaction held the log.
 */
export const withPauses = (seed: number): string => `
  create sequence test_calls;
  ${STEPS.map((_, step) => `create sequence test_pauses_${step};`).join('\n')}
  ${pausing(seed, 8)}

  alter function release_commit(jsonb, jsonb, bigint) rename to plain_release_commit;
  create function release_commit(commits jsonb, shared jsonb, at_ms bigint) returns boolean[] language plpgsql as $$
  declare
    results boolean[];
  begin
    ${at('before anything')};
    results := plain_release_commit(commits, shared, at_ms);
    ${at('before the commit')};
    return results;
  end $$;

  alter function lock_log() rename to plain_lock_log;
  create function lock_log() returns void language plpgsql as $$
  begin
    ${at('before the log is locked')};
    perform plain_lock_log();
    perform set_config('test.locked_at', plain_clock_ms()::text, true);
    ${at('after the log was locked')};
  end $$;

  alter function clock_ms() rename to plain_clock_ms;
  create function clock_ms() returns bigint language plpgsql volatile as $$
  declare
    moment bigint;
  begin
    ${at('before the clock is read')};
    moment := plain_clock_ms();
    ${at('after the clock was read')};
    return moment;
  end $$;

  alter function append_log(text[], bigint) rename to plain_append_log;
  create function append_log(entries text[], at_ms bigint) returns void language plpgsql as $$
  begin
    ${at('before the entries are linked')};
    perform plain_append_log(entries, at_ms);
    ${at('after the entries were linked')};
  end $$;

  create function test_inserting() returns trigger language plpgsql as $$
  begin
    ${at('while the entries are inserted')};
    new.payload := jsonb_set(new.payload::jsonb, '{lockedAt}', to_jsonb(current_setting('test.locked_at')::bigint))::text;
    return new;
  end $$;
  create trigger test_inserting before insert on log_inbox for each row execute function test_inserting();
  grant execute on all functions in schema public to freigabe_consent_app;
`;

/** How often each step paused, in their order. */
export const PAUSES = STEPS.map((_, step) => `select case when is_called then last_value else 0 end::int as pauses from test_pauses_${step}`).join(' union all ');

import type { Requester } from '../../consent/core/index.js';
import { Refusal } from './refusal.js';

/** What one caller, or one unit, may take of this process; replicas count for themselves. */
export interface Share {
  /** Operations a second in the long run. */
  readonly rate: number;
  /** Operations that may come at once after a pause. */
  readonly burst: number;
  /** Operations under way at the same time. */
  readonly concurrent: number;
}

export interface AdmissionOptions {
  readonly person: Share;
  readonly unit: Share;
  /** Ids that were nobody's or not the caller's which a person may try within `PROBING_WINDOW`; a unit ten times as many. */
  readonly probes: number;
  /** Milliseconds, never falling. */
  readonly now?: () => number;
}

/** Admits operations so that nobody can take the gateway from the others, nor find out who is a client by trying ids. */
export interface Admission {
  /** Counts an operation until the function returned is called. @throws Refusal `RATE_LIMITED` */
  admit(requester: Requester): () => void;
  /** @throws Refusal `PROBING` for whoever has tried too many ids */
  admitPersonal(requester: Requester): void;
  /** Notes ids that led to no client of the caller. */
  tried(requester: Requester, ids: number): void;
}

/** Generous for a front end that asks for a page of a client file at once. */
export const DEFAULT_ADMISSION: Omit<AdmissionOptions, 'now'> = {
  person: { rate: 20, burst: 100, concurrent: 20 },
  unit: { rate: 300, burst: 1_000, concurrent: 100 },
  probes: 30,
};

const ENDLESS: Share = { rate: 1e6, burst: 1e6, concurrent: 1e5 };

/** Nobody is held back: for measuring, and where something before the gateway sees to it. */
export const UNLIMITED: Omit<AdmissionOptions, 'now'> = { person: ENDLESS, unit: ENDLESS, probes: 1e6 };

/** Milliseconds within which tried ids add up; the same as for linking codes. */
export const PROBING_WINDOW = 15 * 60_000;
const UNIT_PROBES = 10;

/** Callers remembered; who was quiet longest is forgotten first, which costs nobody anything but a full burst. */
const REMEMBERED = 20_000;

interface Account {
  tokens: number;
  refilled: number;
  running: number;
  tries: number;
  triesSince: number;
}

export function createAdmission({ person, unit, probes, now = () => performance.now() }: AdmissionOptions): Admission {
  const accounts = new Map<string, Account>();

  const account = (key: string, { burst }: Share): Account => {
    const known = accounts.get(key) ?? { tokens: burst, refilled: now(), running: 0, tries: 0, triesSince: now() };
    accounts.delete(key);
    accounts.set(key, known);
    return known;
  };
  const forget = (): void => {
    for (const [key, { running, triesSince }] of accounts) {
      if (accounts.size <= REMEMBERED) return;
      if (running === 0 && now() - triesSince > PROBING_WINDOW) accounts.delete(key);
    }
  };
  const both = ({ unit: code, person: name }: Requester): readonly [Account, Account] =>
    [account(`person ${code}\0${name}`, person), account(`unit ${code}`, unit)];

  return {
    admit(requester) {
      const [own, ofUnit] = both(requester);
      if (accounts.size > REMEMBERED) forget();
      check(own, person, now(), 'person');
      check(ofUnit, unit, now(), 'unit');
      for (const one of [own, ofUnit]) {
        one.tokens -= 1;
        one.running += 1;
      }
      let running = true;
      return () => {
        if (!running) return;
        running = false;
        own.running -= 1;
        ofUnit.running -= 1;
      };
    },
    admitPersonal(requester) {
      const [own, ofUnit] = both(requester);
      for (const one of [own, ofUnit]) if (now() - one.triesSince > PROBING_WINDOW) one.tries = 0;
      const locked = own.tries > probes ? own : ofUnit.tries > probes * UNIT_PROBES ? ofUnit : null;
      if (locked) throw probing(PROBING_WINDOW - (now() - locked.triesSince));
    },
    tried(requester, ids) {
      for (const one of both(requester)) {
        if (one.tries === 0 || now() - one.triesSince > PROBING_WINDOW) {
          one.triesSince = now();
          one.tries = 0;
        }
        one.tries += ids;
      }
    },
  };
}

/** @throws Refusal `RATE_LIMITED` */
function check(account: Account, { rate, burst, concurrent }: Share, at: number, whose: 'person' | 'unit'): void {
  account.tokens = Math.min(burst, account.tokens + ((at - account.refilled) / 1_000) * rate);
  account.refilled = at;
  if (account.running >= concurrent) throw limited(whose, 'concurrent', concurrent, 1);
  if (account.tokens < 1) throw limited(whose, 'rate', rate, Math.ceil((1 - account.tokens) / rate));
}

const WHOSE = { person: ['Ihnen', 'you'], unit: ['Ihrer Stelle', 'your unit'] } as const;

/** RFC 6585 § 4. */
function limited(whose: 'person' | 'unit', limit: 'rate' | 'concurrent', maximum: number, seconds: number): Refusal {
  const [von, from] = WHOSE[whose];
  const [de, en] = limit === 'rate'
    ? [`Zu viele Anfragen von ${von}: erlaubt sind ${maximum} in der Sekunde. In ${seconds} s erneut versuchen.`, `Too many requests from ${from}: ${maximum} a second are allowed. Try again in ${seconds} s.`]
    : [`Zu viele gleichzeitige Anfragen von ${von}: erlaubt sind ${maximum}. Auf die Antworten warten.`, `Too many requests from ${from} at the same time: ${maximum} are allowed. Wait for the answers.`];
  return new Refusal(429, 'RATE_LIMITED', { de, en }, { 'retry-after': String(seconds) }, { limit, maximum, whose });
}

function probing(milliseconds: number): Refusal {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  return new Refusal(429, 'PROBING', {
    de: `Zu viele Kennungen abgefragt, die zu keinem eigenen Klienten gehören. Was Klienten betrifft, ist für ${minutes} Minuten gesperrt, außer Widerrufen; die Datenschutzbeauftragten sehen die Versuche.`,
    en: `Too many ids were tried that belong to no client of yours. What concerns clients is locked for ${minutes} minutes, except for withdrawals; the data-protection officers see the attempts.`,
  }, { 'retry-after': String(minutes * 60) });
}

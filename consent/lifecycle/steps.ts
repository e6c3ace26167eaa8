import type { ConsentState, Instant } from '../core/index.js';

/** What can happen to a consent. `INFORM` changes no state: the client was told; giving checks that nothing was left out. */
export type Step = 'DRAFT' | 'INFORM' | 'START_BEDENKZEIT' | 'GIVE' | 'VOID' | 'WITHDRAW_PART' | 'WITHDRAW' | 'REPLACE';

interface Transition {
  /** `null`: out of nothing. */
  readonly from: readonly ConsentState[] | null;
  /** `null`: the state stays. */
  readonly to: ConsentState | null;
}

const PENDING: readonly ConsentState[] = ['ENTWURF', 'BEDENKZEIT'];
const GIVEN: readonly ConsentState[] = ['ERTEILT', 'TEILWIDERRUFEN'];
const OVER: readonly ConsentState[] = ['WIDERRUFEN', 'ABGELAUFEN', 'UNWIRKSAM'];

/** The life of a consent. `ABGELAUFEN` needs no step: it ends by the clock (`stateAt`). What was replaced never comes back. */
export const LIFE: Readonly<Record<Step, Transition>> = {
  DRAFT: { from: null, to: 'ENTWURF' },
  INFORM: { from: PENDING, to: null },
  START_BEDENKZEIT: { from: ['ENTWURF'], to: 'BEDENKZEIT' },
  GIVE: { from: PENDING, to: 'ERTEILT' },
  VOID: { from: PENDING, to: 'UNWIRKSAM' },
  WITHDRAW_PART: { from: GIVEN, to: 'TEILWIDERRUFEN' },
  WITHDRAW: { from: [...PENDING, ...GIVEN, ...OVER], to: 'WIDERRUFEN' },
  REPLACE: { from: [...GIVEN, ...OVER], to: 'ERSETZT' },
};

const KNOWN: ReadonlySet<string> = new Set([...PENDING, ...GIVEN, ...OVER, 'ERSETZT']);

/** The state after a step, or `null` where the step is not open from here. A record in a state nobody knows can still be withdrawn. */
export function after(step: Step, state: ConsentState): ConsentState | null {
  const { from, to } = LIFE[step];
  if (!KNOWN.has(state) && step === 'WITHDRAW') return to;
  return from?.includes(state) ? (to ?? state) : null;
}

/** Whether nobody has signed it yet. */
export const isPending = ({ state }: { readonly state: ConsentState }): boolean => PENDING.includes(state);

/** The state as of an instant: a given consent whose end has come is expired, whoever looks. */
export const stateAt = (consent: { readonly state: ConsentState; readonly to: Instant }, at: Instant): ConsentState =>
  GIVEN.includes(consent.state) && consent.to <= at ? 'ABGELAUFEN' : consent.state;

export const isGiven = (consent: { readonly state: ConsentState; readonly to: Instant }, at: Instant): boolean => GIVEN.includes(stateAt(consent, at));

import type { Role } from '../../consent/core/index.js';
import { Refusal } from '../server/refusal.js';

/** Who has to have signed in strongly and lately (RFC 9470), and what counts as that. */
export interface StepUpOptions {
  /** Authentication contexts (`acr`) that count, such as `https://refeds.org/profile/mfa`. */
  readonly acr: readonly string[];
  /** Seconds since the sign-in (`auth_time`) after which it has to be repeated. */
  readonly maxAge: number;
}

/** Roles that need it for whatever they ask. */
const ROLES: readonly Role[] = ['DPO'];

/** Acts that need it, whoever does them: the emergency path opens data without the client's word. */
export const STEP_UP_FIELDS: ReadonlySet<string> = new Set(['startPseudonymisedConsultation', 'notifyJugendamt', 'reviewEmergency', 'recordEmergencyNotice']);

export const needsStepUp = (role: Role): boolean => ROLES.includes(role);

/** Whether a token was issued for a sign-in that counts; `at` in milliseconds. What the token does not say does not count. */
export function isStrong({ acr, auth_time: since }: Readonly<Record<string, unknown>>, { acr: counting, maxAge }: StepUpOptions, at: number): boolean {
  return typeof acr === 'string' && counting.includes(acr) && typeof since === 'number' && at / 1_000 - since <= maxAge;
}

/** The challenge of RFC 9470 § 3: sign in again, in this way. */
export function stepUpRequired({ acr, maxAge }: StepUpOptions): Refusal {
  const challenge = `Bearer realm="freigabe", error="insufficient_user_authentication", error_description="A stronger or more recent sign-in is required", ` +
    `acr_values="${acr.join(' ')}", max_age="${maxAge}"`;
  return new Refusal(401, 'STEP_UP_REQUIRED', {
    de: `Dafür ist eine stärkere oder frischere Anmeldung nötig (höchstens ${Math.round(maxAge / 60)} Minuten alt). Bitte mit zweitem Faktor neu anmelden.`,
    en: `This needs a stronger or more recent sign-in (at most ${Math.round(maxAge / 60)} minutes old). Sign in again with a second factor.`,
  }, { 'www-authenticate': challenge }, { acrValues: acr, maxAge });
}

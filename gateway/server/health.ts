import { json, type Answer } from './answer.js';

/** Milliseconds after which a readiness check counts as failed; orchestrators ask every few seconds. */
const PATIENCE = 2_000;

/** Answers whether requests can be served now. Why they cannot is for the log, not for whoever asks. */
export async function readiness(ready: () => Promise<void>): Promise<Answer> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The readiness check took too long')), PATIENCE);
  try {
    await Promise.race([ready(), tooLate]);
    return json(200, { status: 'ready' });
  } catch {
    return json(503, { status: 'not ready' }, { 'retry-after': '1' });
  } finally {
    clearTimeout(timer);
  }
}

export const liveness = (): Answer => json(200, { status: 'live' });

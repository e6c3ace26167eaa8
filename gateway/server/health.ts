import { json, type Answer } from './answer.js';

/** Milliseconds after which a readiness check counts as failed; orchestrators ask every few seconds. */
const PATIENCE = 2_000;

/** Answers whether requests can be served now. Why they cannot is for the log, not for whoever asks. */
export async function readiness(ready: () => Promise<void>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => (timer = setTimeout(resolve, PATIENCE, false)));
  const isReady = await Promise.race([ready().then(() => true, () => false), tooLate]);
  clearTimeout(timer);
  return isReady ? json(200, { status: 'ready' }) : json(503, { status: 'not ready' }, { 'retry-after': '1' });
}

export const liveness = (): Answer => json(200, { status: 'live' });

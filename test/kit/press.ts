import { openPress, type Press, type PressOptions } from '../../consent/papers/press.js';

/** A press as the program has it: threads know nothing of jest's TypeScript, so it runs the built one (`npm run -s build`). */
export const testPress = (options: Omit<PressOptions, 'worker'> = {}): Press =>
  openPress({ ...options, worker: new URL('../../dist/consent/papers/press-worker.js', import.meta.url) });

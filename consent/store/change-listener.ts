import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

export interface ChangeListenerOptions {
  readonly url: string;
  readonly onChange: (clientId: string) => void;
  /** Changes are heard from here on. */
  readonly onListening: () => void;
  /** Changes may be missed from here on. */
  readonly onDeaf: () => void;
  readonly onFault: (fault: unknown) => void;
}

/** Hears of changed clients (`NOTIFY client_changed`) and connects again by itself, ever more slowly, when the connection is lost. */
export function startChangeListener(options: ChangeListenerOptions): { close(): Promise<void> } {
  const stop = new AbortController();
  let current: pg.Client | undefined;

  const session = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: options.url, keepAlive: true, application_name: 'freigabe consent listener' });
    current = client;
    let heard = false;
    const lost = new Promise<void>((resolve) => {
      client.once('end', () => resolve());
      client.on('error', (fault) => {
        if (!stop.signal.aborted) options.onFault(fault);
        resolve();
      });
    });
    client.on('notification', ({ payload }) => {
      if (payload) options.onChange(payload);
    });
    try {
      await Promise.race([client.connect(), lost]); // connecting never settles if it is ended meanwhile
      await client.query('listen client_changed');
      heard = true;
      options.onListening();
      await lost;
    } catch (fault) {
      if (!stop.signal.aborted) options.onFault(fault);
    } finally {
      options.onDeaf();
      await client.end().catch(() => undefined); // it may be gone already
    }
    return heard;
  };

  const run = async (): Promise<void> => {
    for (let pause = FIRST_PAUSE; !stop.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      if (await session()) pause = FIRST_PAUSE;
      await sleep(pause, undefined, { signal: stop.signal }).catch(() => undefined); // woken by close
    }
  };
  const running = run();

  return {
    async close() {
      stop.abort();
      await current?.end().catch(() => undefined);
      await running;
    },
  };
}

import { Worker } from 'node:worker_threads';
import type { ConsentDocument } from '../lifecycle/document.js';
import type { PaperDisplay } from './display.js';
import type { PaperKind } from './paper.js';
import type { PrintedReport } from './printed-report.js';

/** A paper of a consent, or a report. */
export type PrintJob =
  | { readonly kind: PaperKind; readonly document: ConsentDocument; readonly display: PaperDisplay }
  | { readonly kind: 'report'; readonly report: PrintedReport };

/** A paper, or why there is none: German / English. */
export type Printed =
  | { readonly pdf: Uint8Array; readonly problem: null }
  | { readonly pdf: null; readonly problem: { readonly code: string; readonly message: string } };

/** Prints papers beside the program's own thread: typesetting takes half a second, in which nobody else would be answered. */
export interface Press {
  print(job: PrintJob): Promise<Printed>;
  /** Ends the thread; what is still to be printed fails. */
  close(): Promise<void>;
}

export interface PressOptions {
  /** The compiled thread. */
  readonly worker?: URL;
  /** How many may be printed or wait for it at once; about half a second each. */
  readonly places?: number;
  /** Milliseconds after which a paper is given up, with its thread. */
  readonly timeout?: number;
}

interface Waiting {
  readonly job: PrintJob;
  readonly done: (printed: Printed) => void;
  readonly failed: (fault: Error) => void;
}

const BUSY: Printed = {
  pdf: null, problem: { code: 'PAPERS_BUSY', message: 'Gerade werden zu viele Papiere gedruckt; gleich erneut versuchen / Too many papers are being printed; try again in a moment' },
};

/** A press with one thread, started with the first paper. A thread that ends is replaced for the next paper. */
export function openPress({ worker = new URL('./press-worker.js', import.meta.url), places = 16, timeout = 20_000 }: PressOptions = {}): Press {
  const queue: Waiting[] = []; // the first one is being printed
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): Worker {
    const started = new Worker(worker);
    started.unref();
    started.on('message', (printed: Printed) => { if (thread === started) finish(({ done }) => { done(printed); }); });
    started.on('error', (fault) => { lose(started, fault instanceof Error ? fault : new Error(String(fault))); });
    started.on('exit', () => { lose(started, new Error('the thread that prints papers has ended')); });
    return started;
  }

  function next(): void {
    const [first] = queue;
    if (!first) return;
    const printing = (thread ??= start());
    timer = setTimeout(() => {
      lose(printing, new Error('a paper took too long to print'));
      void printing.terminate();
    }, timeout);
    printing.postMessage(first.job);
  }

  function finish(tell: (waiting: Waiting) => void): void {
    clearTimeout(timer);
    const first = queue.shift();
    if (first) tell(first);
    next();
  }

  function lose(lost: Worker, fault: Error): void {
    if (thread !== lost) return;
    thread = null;
    if (queue.length > 0) finish(({ failed }) => { failed(fault); });
  }

  return {
    print(job) {
      if (closed) return Promise.reject(new Error('the press is closed'));
      if (queue.length >= places) return Promise.resolve(BUSY);
      return new Promise((done, failed) => {
        queue.push({ job, done, failed });
        if (queue.length === 1) next();
      });
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const { failed } of queue.splice(0)) failed(new Error('the press is closed'));
      const running = thread;
      thread = null;
      await running?.terminate();
    },
  };
}

import { parentPort } from 'node:worker_threads';
import { PaperError, RENDER } from './index.js';
import type { PrintJob, Printed } from './press.js';

/** The thread of a press. What cannot be printed is told; any other fault ends the thread, and the press knows by that. */
parentPort?.on('message', (job: PrintJob) => {
  void print(job).then((printed) => { parentPort!.postMessage(printed); });
});

async function print({ kind, document, display }: PrintJob): Promise<Printed> {
  try {
    return { pdf: await RENDER[kind](document, display), problem: null };
  } catch (fault) {
    if (fault instanceof PaperError) return { pdf: null, problem: { code: fault.code, message: fault.message } };
    throw fault;
  }
}

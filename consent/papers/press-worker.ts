import { parentPort } from 'node:worker_threads';
import { PaperError, RENDER } from './index.js';
import type { PrintJob, Printed } from './press.js';
import { renderReport } from './printed-report.js';

/** The thread of a press. What cannot be printed is told; any other fault ends the thread, and the press knows by that. */
parentPort?.on('message', (job: PrintJob) => {
  void print(job).then((printed) => { parentPort!.postMessage(printed); });
});

async function print(job: PrintJob): Promise<Printed> {
  try {
    return { pdf: job.kind === 'report' ? await renderReport(job.report) : await RENDER[job.kind](job.document, job.display), problem: null };
  } catch (fault) {
    if (fault instanceof PaperError) return { pdf: null, problem: { code: fault.code, message: fault.message } };
    throw fault;
  }
}

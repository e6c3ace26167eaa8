import { DeployError, explainSystemError } from './deploy-error.js';

/** Runs a command; a fault that the person can mend is told without a stack, any other with it. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (fault) {
    const error = explainSystemError(fault, (fault as NodeJS.ErrnoException).path ?? 'FREIGABE_HOME');
    const text = error instanceof DeployError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}

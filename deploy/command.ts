import { WrongSettings } from '../consent/audit/settings.js';
import { DeployError, explainSystemError } from './deploy-error.js';

/** Runs a command; a fault that the person can mend is told without a stack, any other with it. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (fault) {
    const error = explainSystemError(fault, (fault as NodeJS.ErrnoException).path ?? 'FREIGABE_HOME');
    const plain = error instanceof DeployError || error instanceof WrongSettings || isWrongUsage(error);
    const text = plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}

/** What node:util's parseArgs says of options that do not exist; `--help` lists those that do. */
function isWrongUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readRunFile } from './run-file.js';
import { alreadyRunning } from './start-faults.js';

/**
 * Makes this process the only county of its folder, from the first moment on: a second one would take over the database
 * server and stop it under the first. What a killed run left behind does not count. Returns how to give the folder back.
 * @throws DeployError `ALREADY_RUNNING`
 */
export function lockHome(lockFile: string, runFile: string): () => void {
  mkdirSync(dirname(lockFile), { recursive: true });
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const pid = Number(readFileSync(lockFile, 'utf8'));
    if (isCounty(pid)) throw alreadyRunning(readRunFile(runFile)?.gateway ?? 'startet gerade / just starting', pid);
    writeFileSync(lockFile, String(process.pid));
  }
  return () => rmSync(lockFile, { force: true });
}

/** Whether a process is another running `npm start`; ids are used again, so where the system tells it the program counts. */
function isCounty(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('deploy/start');
}

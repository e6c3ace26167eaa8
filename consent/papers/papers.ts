import { papersCommand } from './papers-command.js';

process.exitCode = await papersCommand(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});

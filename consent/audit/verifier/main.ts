import { verifyCommand } from './command.js';

process.exitCode = await verifyCommand(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (text) => process.stderr.write(text),
});

import { exportCommand } from './export/command.js';

process.exitCode = await exportCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});

import { resolve } from 'node:path';
import { runSchemaCommand } from './command.js';

process.exitCode = await runSchemaCommand(process.argv.slice(2), {
  folder: resolve('schema'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});

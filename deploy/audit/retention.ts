import { parseArgs } from 'node:util';
import { earlierClock, expire, expireDryRun } from '../../consent/audit/retention/expire.js';
import { LONGEST, periodText, readPeriod } from '../../consent/audit/retention/period.js';
import { command } from '../command.js';
import { DeployError } from '../deploy-error.js';
import { ACCESS_HELP, connectedTo, logAccess } from './access.js';

const HELP = `npm run -s audit:retention -- [--dry-run | --run] [--period P6M]

Löscht Inhalte des Zugriffsprotokolls nach ihrer Frist (§ 79 Abs. 4 SGB X); Übermittlungsnachweise bleiben, der Baum bleibt prüfbar.
Deletes contents of the access log after their period; proofs of transmission stay, the tree stays verifiable.

  --dry-run   nur sagen, was fällig ist (Voreinstellung) / only say what is due (default)
  --run       löschen und Löschbelege schreiben / delete and write receipts
  --period    P6M (Voreinstellung, höchstens / default, longest), P3M, P90D …
${ACCESS_HELP}`;

await command(async () => {
  const { values } = parseArgs({
    options: { run: { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false }, period: { type: 'string', default: periodText(LONGEST) }, help: { type: 'boolean', short: 'h' } },
  });
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values.help) return out(HELP);
  if (values.run && values['dry-run']) throw new DeployError('CONFIG', 'Entweder --dry-run oder --run.', 'Either --dry-run or --run.');
  const period = periodOf(values.period);
  const { url, signer } = logAccess();
  await connectedTo(url, async (pool) => {
    const now = await earlierClock(pool);
    const due = await expireDryRun({ pool, period, now });
    const day = new Date(due.before).toISOString();
    if (due.entries === 0) return out(`Nichts fällig vor ${day}. / Nothing is due before ${day}.`);
    if (!values.run) {
      return out(`Fällig: ${due.entries} Inhalte vor ${day}, Einträge ${due.firstSeq} bis ${due.lastSeq}. Mit --run löschen. / Due: ${due.entries} contents before ${day}. Delete with --run.`);
    }
    const receipts = await expire({ pool, signer, period, now, onProgress: (deleted, of) => { if (process.stderr.isTTY) process.stderr.write(`\r${deleted} / ${of} …`); } });
    const deleted = receipts.reduce((sum, { seqs }) => sum + seqs.length, 0);
    out(`Gelöscht: ${deleted} Inhalte vor ${day}; Löschbelege: ${receipts.map(({ id }) => id).join(', ')}. / Deleted ${deleted} contents; the ids are those of the receipts.`);
  });
});

function periodOf(text: string): ReturnType<typeof readPeriod> {
  try {
    return readPeriod(text);
  } catch (fault) {
    const [de, en] = (fault as Error).message.split(' / ');
    throw new DeployError('CONFIG', de!, en!);
  }
}

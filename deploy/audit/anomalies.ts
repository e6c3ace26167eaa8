import { parseArgs } from 'node:util';
import { findAnomalies } from '../../consent/supervision/anomalies/find-anomalies.js';
import { inTransaction } from '../../consent/audit/in-transaction.js';
import { command } from '../command.js';
import { DeployError } from '../deploy-error.js';
import { ACCESS_HELP, connectedTo, logAccess } from './access.js';

const HELP = `npm run -s audit:anomalies -- [--from TAG] [--to TAG]

Sucht mit den Regeln aus docs/supervision.md nach Ungewöhnlichem im Zugriffsprotokoll; das Protokollprogramm tut es stündlich für gestern und heute.
Wiederholen ändert nichts. Gezeigt werden nur Zahlen je Regel; die Hinweise lesen die Datenschutzbeauftragten (Query.anomalies).
Runs the rules of docs/supervision.md over the access log; the log keeper does so every hour for yesterday and today. Repeating changes nothing.

  --from TAG   erster Tag, JJJJ-MM-TT; ohne Angabe gestern / first day, YYYY-MM-DD; default yesterday
  --to TAG     letzter Tag; ohne Angabe heute / last day; default today
${ACCESS_HELP}`;

const DAY = 86_400_000;

await command(async () => {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values.help) return out(HELP);
  const from = dayOf('--from', values.from, Date.now() - DAY);
  const to = dayOf('--to', values.to, Date.now());
  if (from > to) throw new DeployError('CONFIG', '--to liegt vor --from.', '--to is before --from.');
  await connectedTo(logAccess().url, async (pool) => {
    const found = await inTransaction(pool, (connection) => findAnomalies(connection, { from, to }));
    for (const [rule, count] of found) out(`${rule.padEnd(20)} ${count}`);
  });
});

/** Noon of a day: every clock agrees on which day that is. */
function dayOf(option: string, text: string | undefined, otherwise: number): number {
  const at = text === undefined ? otherwise : Date.parse(`${text}T12:00:00Z`);
  if (Number.isFinite(at) && (text === undefined || /^\d{4}-\d\d-\d\d$/.test(text))) return at;
  throw new DeployError('CONFIG', `${option}: einen Tag als JJJJ-MM-TT angeben.`, `${option}: give a day as YYYY-MM-DD.`);
}

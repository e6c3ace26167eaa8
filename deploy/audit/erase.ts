import { parseArgs } from 'node:util';
import { erase, EraseRefused } from '../../consent/audit/retention/erase.js';
import type { Approval } from '../../consent/audit/retention/receipt.js';
import { command } from '../command.js';
import { DeployError } from '../deploy-error.js';
import { ACCESS_HELP, connectedTo, logAccess, pseudonymsFor } from './access.js';

const HELP = `npm run -s audit:erase -- --client ID [--unit STELLE] --by "Name: Grund" --by "Name: Grund"

Löscht eine Person aus dem Zugriffsprotokoll (Art. 17 DSGVO): ihren Schlüssel, ihre Inhalte, die Suche. Zwei Personen verantworten es.
Erases a client from the access log (Art. 17 GDPR): their key, their contents, the search. Two persons answer for it.

  --client   interne Kennung, oder mit --unit das Pseudonym dieser Stelle / internal id, or with --unit this unit's pseudonym
  --by       Name und Grund, zweimal / name and reason, twice
${ACCESS_HELP}`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

await command(async () => {
  const { values } = parseArgs({
    options: { client: { type: 'string' }, unit: { type: 'string' }, by: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
  });
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values.help) return out(HELP);
  const client = clientOf(values.client, values.unit);
  const by = approvals(values.by ?? []);
  const { url, signer } = logAccess();
  await connectedTo(url, async (pool) => {
    const { receipt, disclosures } = await erase({ pool, signer, client, by, now: Date.now() }).catch((fault: unknown) => {
      throw fault instanceof EraseRefused ? new DeployError('CONFIG', ...(fault.message.split(' / ') as [string, string])) : fault;
    });
    out(receipt
      ? `Gelöscht: ${receipt.seqs.length} Inhalte; Löschbeleg ${receipt.id}. / Erased: ${receipt.seqs.length} contents; receipt ${receipt.id}.`
      : 'Zu dieser Person steht nichts im Protokoll. / Nothing about this client is in the log.');
    out(`Es bleiben: die Blätter des Baums, die nichts über die Person sagen; ${disclosures} Übermittlungsnachweise in der Fallakte (Art. 17 Abs. 3 Buchst. b und e DSGVO); Einwilligungen und ihr Verlauf.\n` +
      `What stays: the leaves of the tree, which tell nothing of the client; ${disclosures} proofs of transmission with the case (Art. 17(3)(b) and (e) GDPR); consents and their history.`);
  });
});

function clientOf(text: string | undefined, unit: string | undefined): string {
  const client = text === undefined ? null : unit === undefined ? text : pseudonymsFor().read(`unit:${unit}`, text);
  if (client !== null && UUID.test(client)) return client;
  throw new DeployError('CONFIG', '--client: eine interne Kennung, oder ein Pseudonym mit --unit.', '--client: an internal id, or a pseudonym with --unit.');
}

function approvals(texts: readonly string[]): readonly [Approval, Approval] {
  const [one, other, ...more] = texts.map((text) => ({ name: text.split(':')[0]!.trim(), reason: text.slice(text.indexOf(':') + 1).trim() }));
  if (one && other && more.length === 0 && texts.every((text) => text.includes(':'))) return [one, other];
  throw new DeployError('CONFIG', '--by "Name: Grund" genau zweimal angeben.', 'Give --by "name: reason" exactly twice.');
}

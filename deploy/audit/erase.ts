import { parseArgs } from 'node:util';
import { approvedErasures, erase, EraseRefused } from '../../consent/audit/retention/erase.js';
import { command } from '../command.js';
import { DeployError } from '../deploy-error.js';
import { ACCESS_HELP, connectedTo, logAccess } from './access.js';

const HELP = `npm run -s audit:erase -- [--run]

Löscht Personen aus dem Zugriffsprotokoll (Art. 17 DSGVO): ihren Schlüssel, ihre Inhalte, die Suche. Nur wen zwei Datenschutzbeauftragte einer Stelle
löschen lassen (Mutationen requestErasure, approveErasure); ohne --run wird gezählt, nicht gelöscht.
Erases clients from the access log (Art. 17 GDPR): their key, their contents, the search. Only those whom two data protection officers of a unit
have erased (mutations requestErasure, approveErasure); without --run it counts and erases nothing.

  --run   löschen, was verlangt und zugestimmt ist / erase what was asked for and approved
${ACCESS_HELP}`;

await command(async () => {
  const { values } = parseArgs({ options: { run: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values.help) return out(HELP);
  const { url, signer } = logAccess();
  await connectedTo(url, async (pool) => {
    const now = Date.now();
    const requests = await approvedErasures(pool, now);
    if (requests.length === 0) return out('Keine Löschung wartet. / No erasure is waiting.');
    if (!values.run) return out(`Verlangt und zugestimmt: ${requests.length}. Mit --run löschen. / Asked for and approved: ${requests.length}. Erase with --run.`);
    for (const request of requests) {
      const erased = await erase({ pool, signer, now }, request).catch((fault: unknown) => {
        throw fault instanceof EraseRefused ? new DeployError('CONFIG', ...(fault.message.split(' / ') as [string, string])) : fault;
      });
      if (!erased) continue; // somebody else has just done it
      const { unit, receipt, disclosures } = erased;
      out(receipt
        ? `${unit}: Gelöscht: ${receipt.seqs.length} Inhalte; Löschbeleg ${receipt.id}. / Erased: ${receipt.seqs.length} contents; receipt ${receipt.id}.`
        : `${unit}: Zu dieser Person steht nichts mehr im Protokoll. / Nothing about this client is in the log any more.`);
      out(`Es bleiben: die Blätter des Baums, die nichts über die Person sagen; ${disclosures} Übermittlungsnachweise in der Fallakte (Art. 17 Abs. 3 Buchst. b und e DSGVO); Einwilligungen und ihr Verlauf.\n` +
        `What stays: the leaves of the tree, which tell nothing of the client; ${disclosures} proofs of transmission with the case (Art. 17(3)(b) and (e) GDPR); consents and their history.`);
    }
  });
});

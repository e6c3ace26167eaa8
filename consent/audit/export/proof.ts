import type { PoolClient } from 'pg';
import { leafData } from '../leaf.js';
import { openRow } from '../log/read-entries.js';
import { treeReader } from '../log/tree-reader.js';
import { leafHash } from '../merkle/hash.js';
import { verifyInclusion } from '../merkle/proofs.js';
import { parseCheckpoint } from '../note/checkpoint.js';
import { parseNote } from '../note/note.js';

/** Why there is no proof of an entry (yet). */
export class NoProof extends Error {
  override readonly name = 'NoProof';
}

/**
 * A C2SP tlog-proof of one entry: its leaf, salt and text, the path to the root of a signed checkpoint, and that checkpoint,
 * the one with most signatures. It is verified offline, with nothing but public keys. @throws NoProof
 */
export async function proofOf(connection: PoolClient, seq: number): Promise<string> {
  const { rows: [row] } = await connection.query<Parameters<typeof openRow>[0]>(
    'select l.seq, l.at, l.number, l.commitment, l.sealed, k.key from access_log l left join log_key k on k.client is not distinct from l.client where l.seq = $1', [seq]);
  if (!row) throw new NoProof(`Eintrag ${seq} steht nicht im Baum: es gibt ihn nicht, oder er wartet noch. / Entry ${seq} is not in the tree: it does not exist, or still waits.`);
  const note = await bestNote(connection, seq);
  const { size, root } = parseCheckpoint(parseNote(note).text);
  const hashes = await treeReader(connection).inclusionProof(seq - 1, size);
  const data = leafData({ seq, at: Number(row.at), number: Number(row.number), commitment: row.commitment });
  if (!verifyInclusion(leafHash(data), seq - 1, size, hashes, root)) {
    throw new NoProof(`Eintrag ${seq} ist nicht der, der unterschrieben wurde; das Protokoll ausleiten und prüfen. / Entry ${seq} is not the one that was signed; export and verify the log.`);
  }
  const text = row.sealed && row.key ? openRow(row) : null;
  const extra = JSON.stringify({ leaf: data.toString(), ...(text && { salt: text.salt.toString('base64'), payload: text.payload }) });
  return [
    'c2sp.org/tlog-proof@v1', `extra ${Buffer.from(extra).toString('base64')}`, `index ${seq - 1}`,
    ...hashes.map((hash) => Buffer.from(hash).toString('base64')), '', note,
  ].join('\n');
}

/** Among the newest checkpoints that cover the entry: several, because witnesses do not cosign every one. */
async function bestNote(connection: PoolClient, seq: number): Promise<string> {
  const { rows } = await connection.query<{ note: string }>('select note from log_checkpoint where size >= $1 order by size desc limit 100', [seq]);
  const [best] = rows.map(({ note }) => ({ note, signatures: parseNote(note).signatures.length })).toSorted((one, other) => other.signatures - one.signatures);
  if (!best) throw new NoProof(`Eintrag ${seq} ist noch nicht unterschrieben; gleich noch einmal. / Entry ${seq} is not signed yet; try again in a moment.`);
  return best.note;
}

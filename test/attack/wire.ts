import { rowsRead, TABLES } from '../e2e/released.js';
import { requestedOf, ticketOf } from '../e2e/requested.js';
import type { County } from '../kit/county.js';
import type { Grants } from './judge.js';
import { categoryOf, ownersOf } from './schema.js';

/** What agencies were asked for, granted by ticket or read from their databases although nobody grants it. */
export function unreleasedOnTheWire(county: County, grants: Grants): readonly string[] {
  const found = new Set<string>();
  const clientOf = (subgraph: string, id: string): string => county.pseudonyms.read(`subgraph:${subgraph}`, id) ?? id;
  for (const { subgraph, client, path } of requestedOf(county.received)) {
    const [field] = path.split('.');
    if (field === 'id') continue;
    const id = clientOf(subgraph, client);
    const categories = [categoryOf(`Client.${field}`), path === 'statusView.workAccess' ? 'WORK_PERMISSION' : null].filter((one) => one !== null);
    if (!ownersOf(field!).some((owner) => categories.every((category) => grants(id, owner, category)))) found.add(`asked ${subgraph} for ${path} of ${id}`);
  }
  for (const received of county.received) {
    for (const { clients, owners } of ticketOf(received)?.grants ?? []) {
      for (const client of clients) for (const [owner, categories] of Object.entries(owners)) for (const category of Object.keys(categories)) {
        const id = clientOf(received.subgraph, client);
        if (!grants(id, owner, category)) found.add(`ticket to ${received.subgraph} for ${category} of ${owner} about ${id}`);
      }
    }
  }
  for (const { agency, table, owner, client } of rowsRead(county)) {
    const id = clientOf(agency, client);
    if (!grants(id, owner, TABLES[table]!)) found.add(`read ${table} of ${owner} about ${id}`);
  }
  return [...found];
}

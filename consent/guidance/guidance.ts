import type { Day } from '../../subgraphs/eligibility/index.js';
import type { ConsentApiContext } from '../api/context.js';
import { readCatalogue, type Catalogue } from './catalogue.js';
import { readClient, type KnownClient } from './known-client.js';

/** What guidance reads within one fetch: the catalogue once, each client once. */
export interface Guidance {
  readonly today: Day;
  catalogue(): Promise<Catalogue>;
  client(id: string): Promise<KnownClient | null>;
}

const readings = new WeakMap<ConsentApiContext, Guidance>();
const lippe = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

export function guidanceOf(context: ConsentApiContext): Guidance {
  const known = readings.get(context);
  if (known) return known;
  const today = lippe.format(context.now);
  const clients = new Map<string, Promise<KnownClient | null>>();
  let catalogue: Promise<Catalogue> | undefined;
  const guidance: Guidance = {
    today,
    catalogue: () => (catalogue ??= readCatalogue(context.ask, today)),
    client(id) {
      const reading = clients.get(id) ?? readClient(context.ask, id, today);
      clients.set(id, reading);
      return reading;
    },
  };
  readings.set(context, guidance);
  return guidance;
}

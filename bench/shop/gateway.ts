// This gateway as the product makes it (identity, checks, limits, engine), over a supergraph that knows no clients: everything is open.
// Arguments: port, supergraph file, JSON {subgraph: url}, consent database url, JSON identity.
import { readFileSync } from 'node:fs';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { buildConsentSchema } from '../../consent/api/index.js';
import { createPolicy } from '../../consent/core/index.js';
import { createPseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { openConsentStore } from '../../consent/store/index.js';
import { createGateway } from '../../gateway/create-gateway.js';
import { UNLIMITED } from '../../gateway/server/index.js';

const [port, supergraphFile, urlsText, databaseUrl, identityText] = process.argv.slice(2) as [string, string, string, string, string];
const urls = JSON.parse(urlsText) as Record<string, string>;
const { jwks, ...identity } = JSON.parse(identityText) as { issuer: string; audience: string; jwks: string };

const gateway = await createGateway({
  supergraphSdl: readFileSync(supergraphFile, 'utf8'),
  subgraphs: Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, { url }])),
  store: await openConsentStore({ url: databaseUrl, maxLogLag: 86_400_000 }),
  consent: { schema: (await buildConsentSchema()).schema, contextFor: () => ({}) },
  pseudonyms: createPseudonyms(new Map([[1, randomBytes(32)]])),
  ticketKey: { kid: 'ticket-1', privateKey: generateKeyPairSync('ed25519').privateKey },
  policy: createPolicy(),
  identity: { ...identity, jwks: new URL(jwks) },
  http: { shares: UNLIMITED },
});
await gateway.listen(Number(port), '127.0.0.1');

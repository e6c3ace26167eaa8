// Mercurius gateway as its documentation sets it up. It asks the subgraphs for their schemas itself and knows Federation 1.
// Arguments: port, JSON {subgraph: url}.
import gateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

const [port, urlsText] = process.argv.slice(2);
const services = Object.entries(JSON.parse(urlsText)).map(([name, url]) => ({ name, url, keepAliveMaxTimeout: 65_000 }));
const app = Fastify();
app.register(gateway, { gateway: { services }, jit: 1 });
await app.listen({ port: Number(port), host: '127.0.0.1' });

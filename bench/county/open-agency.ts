// An agency that releases everything to everybody: the same resolvers, loaders and database as the product's, without
// guard and ticket, so that a stock gateway can ask it. Arguments: name, port, database url.
import 'reflect-metadata';
import { createServer } from 'node:http';
import { ownersIn } from '../../consent/core/index.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import type { Agency, AgencyContext } from '../../subgraphs/kit/agency.js';
import { openCatalogue } from '../../subgraphs/kit/catalogue/catalogue.js';
import { buildSubgraph } from '../../subgraphs/kit/build-schema.js';
import { openDatabase } from '../../subgraphs/kit/database.js';
import { executor } from '../../subgraphs/kit/execute.js';
import { answer, readRequest } from '../../subgraphs/kit/http.js';
import { openReaders } from '../../subgraphs/kit/reader.js';

const [name, port, url] = process.argv.slice(2) as [string, string, string];
const agency = AGENCIES.find((candidate) => candidate.name === name) as Agency;
const owners = ownersIn(agency.name);
const release = { owners: () => owners, fault: null, requester: null, notes: null, refuse: () => null };
const { schema } = await buildSubgraph(agency);
const orm = await openDatabase(agency, { url, poolSize: 10 });
const catalogue = agency.catalogue ? openCatalogue(agency.catalogue, orm, Date.now) : null;
const readers = await openReaders(orm, catalogue, Date.now);
const execute = executor(schema, true, (fault) => console.error(fault));

createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  if (request.method === 'GET') return answer(response, 200, {});
  void (async () => {
    const result = await execute(await readRequest(request), (asked): AgencyContext<unknown> => ({ release, loaders: agency.createLoaders(readers(release, asked)) }));
    answer(response, 200, result);
  })().catch((fault: unknown) => answer(response, 500, { errors: [{ message: String(fault) }] }));
}).listen(Number(port), '127.0.0.1');

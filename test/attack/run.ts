import { createPublicKey } from 'node:crypto';
import { registerHooks } from 'node:module';
import type { County } from '../kit/county.js';
import { COPIED, type Task } from './task.js';

/** What a county makes for each of its gateways, by the module that it comes from: in turn from each copy. */
const IN_TURN: Readonly<Record<string, string>> = { 'gateway/index.js': 'createGateway', 'consent/store/index.js': 'openConsentStore' };

const home = new URL('../../', import.meta.url).href;

/** The program that attacks a compiled tree in a process of its own: is sent a task. */
process.once('message', (task: Task) => void attackCopies(task));

async function attackCopies(task: Task): Promise<void> {
  copyModules(task);
  const { startCounty } = await import('../kit/county.js');
  const { PATIENT } = await import('./patient-county.js');
  const county = await startCounty({ ...PATIENT, gateways: task.by === 'OPERATIONS' ? task.copies.length : 1 });
  for (let copy = 0; copy < task.copies.length; copy++) {
    const found = task.by === 'OPERATIONS' ? await attackGateway(county, copy, task) : await attackAgencies(county, copy, task);
    await new Promise((sent) => process.send!(found[0] ?? null, sent));
  }
  process.exit(0); // its databases go with the server
}

async function attackGateway(county: County, copy: number, { many, crowds }: Task): Promise<readonly string[]> {
  const { attack } = await import('./campaign.js');
  return (await attack(county, { operations: many, seed: crowds[copy]!, gateway: copy, hasty: true })).found;
}

async function attackAgencies(county: County, copy: number, { many, crowds }: Task): Promise<readonly string[]> {
  const { AGENCIES } = await import('../../subgraphs/agencies.js');
  const { attackGuard } = await import('./guard-campaign.js');
  const { startAgency } = (await import(`${home}subgraphs/kit/index.js?copy=${copy}`)) as typeof import('../../subgraphs/kit/index.js');
  const sql: County['sql'][number][] = [];
  const running = await Promise.all(AGENCIES.map(async (agency) => ({ agency, ...(await startAgency(agency, {
    port: 0, host: '127.0.0.1', databaseUrl: county.databases[agency.database as 'jobcenter'].appUrl, databasePool: 1, introspection: false,
    ticketKeys: new Map([[county.ticketKey.kid, createPublicKey(county.ticketKey.privateKey)]]), now: county.clock, log: () => undefined,
    onQuery: (text, values) => { sql.push({ agency: agency.name, text, values }); },
  })) })));
  const agencies = Object.fromEntries(running.map(({ agency, url }) => [agency.name, url])) as County['agencies'];
  const { found } = await attackGuard({ ...county, agencies, sql, forget: () => { sql.length = 0; } }, { each: many, seed: crowds[copy]!, hasty: true });
  await Promise.all(running.map(({ close }) => close()));
  return found;
}

/** Gives every copy modules of its own: what such a module imports of the copied folders is of the same copy. */
function copyModules({ by, copies, everywhere }: Task): void {
  const other = new Map(everywhere);
  const sources = copies.map((files) => new Map(files));
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      if (!found.url.startsWith(home) || !context.parentURL || found.url.includes('?')) return found;
      const file = found.url.slice(home.length);
      if (by === 'OPERATIONS' && file in IN_TURN && context.parentURL === `${home}test/kit/county.js`) return { ...found, url: `${found.url}?in-turn` };
      const copy = new URL(context.parentURL).searchParams.get('copy');
      return copy !== null && COPIED[by].some((folder) => file.startsWith(folder)) ? { ...found, url: `${found.url}?copy=${copy}` } : found;
    },
    load(url, context, next) {
      const { href, search, searchParams } = new URL(url);
      const file = href.slice(home.length, href.length - search.length);
      const source = search === '?in-turn' ? inTurn(file, copies.length) : (sources[Number(searchParams.get('copy') ?? NaN)]?.get(file) ?? other.get(file));
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}

/** A module like the one of this name, with one function that is each copy's in turn. */
function inTurn(file: string, copies: number): string {
  const made = IN_TURN[file]!;
  const numbers = Array.from({ length: copies }, (_, copy) => copy);
  return [
    `export * from '${home}${file}';`, ...numbers.map((copy) => `import { ${made} as of${copy} } from '${home}${file}?copy=${copy}';`),
    `let next = 0;`, `export const ${made} = (...given) => [${numbers.map((copy) => `of${copy}`).join()}][next++](...given);`,
  ].join('\n');
}

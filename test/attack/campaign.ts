import fc from 'fast-check';
import { random, type Random } from '../../demo/random.js';
import { units } from '../consent/cedar/random-records.js';
import type { Answer, County } from '../kit/county.js';
import { nextTo, somebody } from './callers.js';
import { AT, gather, type Crowd } from './crowd.js';
import { drawOperation, otherwise, type Operation } from './draw.js';
import { isConceivable, isRelated, judge, ungranted, type Caller, type Grants } from './judge.js';
import { categoryOf, ownersOf, PROTECTED_FIELDS } from './schema.js';
import { unreleasedOnTheWire } from './wire.js';
import { withdraw } from './withdrawal.js';
import { withheldData, type WithheldData } from './withheld-data.js';

export interface CampaignOptions {
  readonly operations: number;
  readonly seed: number;
  /** The first crowd: the same crowd of a seed is attacked in the same way, whichever came before. Default 0. */
  readonly crowd?: number;
  /** Ends with the first thing found. */
  readonly hasty?: boolean;
  /** Which replica of the county's gateway is attacked; default 0. */
  readonly gateway?: number;
  /** Told after every round how far it has come. */
  readonly onRound?: (sofar: Campaign) => void;
}

export interface Campaign {
  readonly operations: number;
  /** Answers that held data of a client. */
  readonly telling: number;
  /** Rows that were changed because nobody granted them. */
  readonly changed: number;
  readonly found: readonly string[];
}

/** Operations until other clients are invented. */
export const PER_CROWD = 2_000;
const CROWD = 24;
/** Operations of one caller: few, since another caller finds more than another operation. */
const EACH = 20;
/** So many of them at most, which told of clients, are asked once more by the next caller, where that is a colleague. */
const AGAIN = 6;
const AT_ONCE = 4;
/** Cursors of a unit that are remembered, the newest. */
const MOST_CURSORS = 50;

/**
 * Attacks a county with operations drawn at random, in rounds of one caller each. Three oracles look on: nothing stands in an
 * answer that a second opinion does not grant; no agency is asked for it; and changing it changes no byte of any answer.
 */
export async function attack(county: County, { operations, seed, crowd = 0, hasty = false, gateway = 0, onRound }: CampaignOptions): Promise<Campaign> {
  let sum: Campaign = { operations: 0, telling: 0, changed: 0, found: [] };
  for (let number = crowd; sum.operations < operations && !(hasty && sum.found.length > 0); number++) {
    const attacked = await gather(county, CROWD, seed + number);
    try {
      const rounds = roundsOn(attacked, county, seed + number, gateway, hasty);
      for (let done = 0; done < PER_CROWD && sum.operations < operations && !(hasty && sum.found.length > 0); done += EACH) {
        sum = plus(sum, await rounds(Math.min(EACH, operations - sum.operations)));
        onRound?.(sum);
      }
    } finally {
      await attacked.close();
    }
  }
  return sum;
}

const plus = (a: Campaign, b: Campaign): Campaign =>
  ({ operations: a.operations + b.operations, telling: a.telling + b.telling, changed: a.changed + b.changed, found: [...a.found, ...b.found] });

interface Round {
  readonly caller: Caller;
  readonly operations: readonly Operation[];
}

/** A round that was played. */
interface Played extends Campaign {
  readonly caller: Caller;
  /** What answers told of clients to. */
  readonly worthRepeating: readonly Operation[];
  /** Where answers said that pages go on. */
  readonly cursors: readonly string[];
}

/** Round after round against one crowd. Each begins where the last one ended: often with a colleague, or with a consent withdrawn meanwhile. */
function roundsOn(crowd: Crowd, county: County, seed: number, gateway: number, hasty: boolean): (operations: number) => Promise<Campaign> {
  const opinion = judge(crowd.records, AT);
  let data: Promise<WithheldData> | null = null;
  const cursors = hasty ? null : new Map<string, string[]>(); // what a planted fault is noticed by does not hang on where pages begin
  let last: Played | null = null;
  let number = 0;

  return async (operations) => {
    const choose = random(seed, 'round', number);
    const what = last === null ? 'SOMEBODY' : choose.pick(['SOMEBODY', 'COLLEAGUE', 'COLLEAGUE', 'COLLEAGUE', 'WITHDRAWN'] as const);
    if (what === 'WITHDRAWN') await withdraw(last!.caller, county, gateway, crowd, choose);
    const caller = what === 'SOMEBODY' ? somebody(crowd, choose) : what === 'COLLEAGUE' ? nextTo(last!.caller, choose) : last!.caller;
    const grants = opinion(caller);
    const again = what === 'SOMEBODY' ? [] : last!.worthRepeating.slice(-Math.min(AGAIN, operations));
    const round = { caller, operations: [...again, ...drawnFor(caller, county, crowd, operations - again.length, seed * 1_000 + number, cursors)] };
    number += 1;
    last = await play(round, { county, crowd, gateway, hasty, grants, data: await (data ??= withheldData(county, crowd)), seed: seed * 1_000 + number });
    cursors?.set(caller.as.unit, [...(cursors.get(caller.as.unit) ?? []), ...last.cursors].slice(-MOST_CURSORS));
    return last;
  };
}

/** Where pages begin: seldom elsewhere than at their beginning; then behind what the unit was answered before, what others were, or nowhere. */
function pagesFor(unit: string, cursors: ReadonlyMap<string, readonly string[]>, choose: Random): () => string | null {
  const own = cursors.get(unit) ?? [];
  const others = [...cursors].flatMap(([other, theirs]) => (other === unit ? [] : theirs));
  return () => {
    if (!choose.chance(0.25)) return null;
    const from = choose.weighted([[own, 3], [others, 1], [RUBBISH, 1]]);
    return choose.pick(from.length > 0 ? from : RUBBISH);
  };
}
const RUBBISH = ['', 'c1_x', '__proto__', 'bnVsbA==', '-1'];

/** Operations for a caller; some are asked twice, in two ways. */
function drawnFor(caller: Caller, county: County, crowd: Crowd, count: number, seed: number, cursors: ReadonlyMap<string, readonly string[]> | null): readonly Operation[] {
  const { ids } = crowd;
  const { unit } = caller.as;
  if (count === 0) return [];
  const choose = random(seed, 'ids');
  const { fields, clients } = worthAsking(caller, crowd);
  const own = [...ids, ...ids, ...ids, ...clients].map((id) => county.id(id, unit));
  const tried = [...own, county.id(choose.pick(ids), choose.pick(units)), choose.pick(ids), '__proto__', '', 'c1_x'];
  const pages = cursors ? pagesFor(unit, cursors, random(seed, 'pages')) : () => null;
  const drawn = fc.sample(fc.gen().map((g) => drawOperation(g, tried, fields, pages)), { seed, numRuns: count });
  return drawn.flatMap((operation) => (choose.chance(0.15) ? [operation, otherwise(operation)] : [operation])).slice(0, count);
}

/** Fields of which some record of a client speaks, be it to withhold them, and the clients of whom few do: there the most can go astray. */
function worthAsking(caller: Caller, { ids, records }: Crowd) {
  const fields: string[] = [];
  const clients: string[] = [];
  for (const field of PROTECTED_FIELDS) {
    const owners = ownersOf(field).filter((owner) => owner !== 'CONSENT_SERVICE');
    const named = ids.filter((id) => owners.some((owner) => isConceivable(records.get(id)!, caller, owner, categoryOf(`Client.${field}`)!, AT)));
    if (named.length > 0) fields.push(field);
    if (named.length > 0 && named.length < ids.length / 2) {
      fields.push(field, field);
      clients.push(...named);
    }
  }
  return { fields, clients };
}

interface Place {
  readonly county: County;
  readonly crowd: Crowd;
  readonly gateway: number;
  readonly hasty: boolean;
  readonly grants: Grants;
  readonly data: WithheldData;
  readonly seed: number;
}

async function play({ caller, operations }: Round, { county, crowd, gateway, hasty, grants, data, seed }: Place): Promise<Played> {
  const { as, purpose } = caller;
  const found: string[] = [];
  const ask = ({ query, operationName, variables }: Operation) =>
    county.ask({ as, purpose: purpose as never, query, variables: { ...variables }, gateway, ...(operationName && { operationName }) });

  county.forget();
  const first = await several(operations, ask);
  const clientOf = (id: string): string | null => county.pseudonyms.read(`unit:${as.unit}`, id);
  const knows = (client: string | null): boolean => client !== null && isRelated(crowd.records.get(client), as.unit, AT);
  operations.forEach((operation, index) => {
    const { body } = first[index]!;
    for (const what of ungranted(operation, body.data, { grants, clientOf, knows, nameOf: (client) => client })) found.push(`${tell(caller)} was answered ${what}\n${operation.query}`);
  });
  for (const what of unreleasedOnTheWire(county, grants)) found.push(`for ${tell(caller)}: ${what}`);
  const worthRepeating = operations.filter((_, index) => first[index]!.text.includes('"who"'));
  const cursors = first.flatMap(({ text }) => [...text.matchAll(/"(?:cursor|endCursor)":"([^"]+)"/g)].map(([, cursor]) => cursor!));
  const sofar = { caller, worthRepeating, cursors, operations: operations.length, telling: worthRepeating.length, found };
  if (hasty && found.length > 0) return { ...sofar, changed: 0 };

  const changed = await data.change(grants, seed);
  const second = await several(operations, ask);
  await data.bringBack();
  operations.forEach((operation, index) => {
    const { query } = operation;
    if (lasting(operation, first[index]!) !== lasting(operation, second[index]!)) found.push(`${tell(caller)} is answered otherwise when withheld data changes:\n${query}\n${first[index]!.text}\n${second[index]!.text}`);
  });
  return { ...sofar, changed };
}

/** What these say grows with every request, so it is another the second time whatever the data. */
const OF_THE_LOG: ReadonlySet<string> = new Set(['accessLog', 'anomalies', 'releaseReport', 'subjectAccessReport']);

/** The answer, without what the access log says. */
function lasting({ roots }: Operation, { text, body }: Answer): string {
  const keys = roots.flatMap(({ key, field }) => (OF_THE_LOG.has(field) ? [key] : []));
  if (keys.length === 0) return text;
  return JSON.stringify({ ...body, data: body.data && Object.fromEntries(Object.entries(body.data).filter(([key]) => !keys.includes(key))) });
}

const tell = ({ as: { unit, person, role }, purpose }: Caller): string => `${role} ${person} of ${unit} for ${purpose}`;

/** Several at a time, as callers come; the answers in the order of the questions. */
async function several<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!);
  }));
  return results;
}

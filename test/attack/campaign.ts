import fc from 'fast-check';
import { PURPOSES, ROLES, type Role } from '../../consent/core/index.js';
import { random } from '../../demo/random.js';
import type { County } from '../kit/county.js';
import { units } from '../consent/cedar/random-records.js';
import { AT, gather, type Crowd } from './crowd.js';
import { drawOperation, type Operation } from './draw.js';
import { grantsFor, isRelated, ungranted, type Caller } from './judge.js';
import { unreleasedOnTheWire } from './wire.js';
import { bringBack, changeWithheld, keepCopies } from './withheld-data.js';

export interface CampaignOptions {
  readonly operations: number;
  readonly seed: number;
  /** Ends with the first thing found. */
  readonly hasty?: boolean;
}

export interface Campaign {
  readonly operations: number;
  /** Answers that held data of a client. */
  readonly telling: number;
  /** Rows that were changed because nobody granted them. */
  readonly changed: number;
  readonly found: readonly string[];
}

const CROWD = 24;
/** Operations until other clients are invented. */
const PER_CROWD = 2_000;
/** Operations of one caller. */
const EACH = 100;
const AT_ONCE = 4;

/**
 * Attacks a county with operations drawn at random, in rounds of one caller each. Three oracles look on: nothing stands in an
 * answer that a second opinion does not grant; no agency is asked for it; and changing it changes no byte of any answer.
 */
export async function attack(county: County, { operations, seed, hasty = false }: CampaignOptions): Promise<Campaign> {
  let sum: Campaign = { operations: 0, telling: 0, changed: 0, found: [] };
  for (let crowd = 0; sum.operations < operations && !(hasty && sum.found.length > 0); crowd++) {
    sum = plus(sum, await attackCrowd(county, { operations: Math.min(PER_CROWD, operations - sum.operations), seed: seed + crowd, hasty }));
  }
  return sum;
}

async function attackCrowd(county: County, { operations, seed, hasty }: Required<CampaignOptions>): Promise<Campaign> {
  const crowd = await gather(county, CROWD, seed);
  let sum: Campaign = { operations: 0, telling: 0, changed: 0, found: [] };
  try {
    await keepCopies(crowd);
    for (let round = 0; sum.operations < operations && !(hasty && sum.found.length > 0); round++) {
      sum = plus(sum, await attackAs(callerOf(crowd, seed, round), county, crowd, { operations: Math.min(EACH, operations - sum.operations), seed: seed * 1_000 + round, hasty }));
    }
  } finally {
    await crowd.close();
  }
  return sum;
}

const plus = (a: Campaign, b: Campaign): Campaign =>
  ({ operations: a.operations + b.operations, telling: a.telling + b.telling, changed: a.changed + b.changed, found: [...a.found, ...b.found] });

async function attackAs(caller: Caller, county: County, crowd: Crowd, { operations, seed, hasty }: Required<CampaignOptions>): Promise<Campaign> {
  const { as, purpose } = caller;
  const choose = random(seed, 'ids');
  const own = crowd.ids.map((id) => county.id(id, as.unit));
  const tried = [...own, ...own, county.id(choose.pick(crowd.ids), choose.pick(units)), choose.pick(crowd.ids), '__proto__', '', 'c1_x'];
  const drawn = fc.sample(fc.gen().map((g) => drawOperation(g, tried)), { seed, numRuns: operations });
  const grants = grantsFor(caller, crowd.records, AT);
  const found: string[] = [];
  const ask = ({ query, operationName, variables }: Operation) =>
    county.ask({ as, purpose: purpose as never, query, variables: { ...variables }, ...(operationName && { operationName }) });

  county.forget();
  const first = await several(drawn, ask);
  const clientOf = (id: string): string | null => county.pseudonyms.read(`unit:${as.unit}`, id);
  const knows = (client: string | null): boolean => client !== null && isRelated(crowd.records.get(client), as.unit, AT);
  drawn.forEach((operation, index) => {
    const { body } = first[index]!;
    for (const what of ungranted(operation.roots, body.data, { grants, clientOf, knows })) found.push(`${tell(caller)} was answered ${what}\n${operation.query}`);
  });
  for (const what of unreleasedOnTheWire(county, grants)) found.push(`for ${tell(caller)}: ${what}`);
  const telling = first.filter(({ body }) => JSON.stringify(body.data ?? {}).includes('"who"')).length;
  if (hasty && found.length > 0) return { operations, telling, changed: 0, found };

  const changed = await changeWithheld(county, crowd, grants, seed);
  const second = await several(drawn, ask);
  await bringBack(crowd);
  drawn.forEach(({ query }, index) => {
    if (first[index]!.text !== second[index]!.text) found.push(`${tell(caller)} is answered otherwise when withheld data changes:\n${query}\n${first[index]!.text}\n${second[index]!.text}`);
  });
  return { operations, telling, changed, found };
}

const tell = ({ as: { unit, person, role }, purpose }: Caller): string => `${role} ${person} of ${unit} for ${purpose}`;

/** Somebody whom records of the crowd name, mostly; sometimes somebody else, or in a role that sees nothing. */
function callerOf(crowd: Crowd, seed: number, round: number): Caller {
  const choose = random(seed, 'caller', String(round));
  const { consents } = crowd.records.get(choose.pick(crowd.ids))!;
  const paper = choose.pick(consents);
  const named = choose.chance(0.4) && Array.isArray(paper.receivingPersons) ? paper.receivingPersons[0] : undefined;
  const unit = named?.unit || (choose.chance(0.7) && Array.isArray(paper.receivingUnits) ? paper.receivingUnits.find((one) => units.includes(one)) : undefined) || choose.pick(units);
  const purpose = choose.chance(0.8) && Array.isArray(paper.purposes) ? paper.purposes.find((one) => Object.hasOwn(PURPOSES, one)) : undefined;
  const role: Role = choose.chance(0.9) ? choose.pick(['CASE_WORKER', 'CASE_MANAGER']) : choose.pick(Object.keys(ROLES) as Role[]);
  return { as: { unit, person: named?.person || choose.pick(['a', 'b']), role }, purpose: purpose ?? 'KURSVERMITTLUNG' };
}

/** Several at a time, as callers come; the answers in the order of the questions. */
async function several<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!);
  }));
  return results;
}

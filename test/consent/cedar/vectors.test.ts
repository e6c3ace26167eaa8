import { readFileSync } from 'node:fs';
import { publishedCases, type Case } from '../vectors/published.js';
import { recordsOf } from '../vectors/format.js';
import { faultsOf, faultsOfRules, secondOpinion } from './oracle.js';

/** The flows of the catalogue that may go through the gateway at all (C.9): a vector with another one is about configuration. */
const CANDIDATES = ['S1', 'S2', 'S3'];
const decided = publishedCases.filter(({ vector }) => vector.flows.every((flow) => CANDIDATES.includes(flow)));

const answer = ({ vector, client }: Case) => secondOpinion(recordsOf(client))({ ...vector, at: Date.parse(vector.at) });

it.each(decided.map((one) => [one.vector.id, one.vector.shows, one] as const))('Cedar decides as published: %s: %s', (_id, _shows, one) =>
  expect(answer(one)).toEqual('granted' in one.vector.expect ? one.vector.expect.granted : null));

it('leaves out only the vectors about configurations that are refused', () =>
  expect(publishedCases.filter((one) => !decided.includes(one)).every(({ vector }) => 'refused' in vector.expect)).toBe(true));

it('has sound policies for every client of the vectors, by Cedar’s strict validation', () => {
  expect(faultsOfRules()).toEqual([]);
  const clients = new Map(publishedCases.map(({ vector, client }) => [`${vector.id.split('-')[0]}/${vector.client}`, client]));
  expect([...clients].flatMap(([name, client]) => faultsOf(recordsOf(client)).map((fault) => `${name}: ${fault}`))).toEqual([]);
});

it.each(['county.ts', 'slice.ts', 'oracle.ts'])('%s takes nothing but types from the core', (name) => {
  const source = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
  expect([...source.matchAll(/^import (?!type )[^;]*;/gm)].filter(([statement]) => statement.includes('consent/core'))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import type { Vector, VectorFile, WrittenClient } from './format.js';

const folder = new URL('../../../consent/vectors/', import.meta.url);

export const fileOf = (name: string): URL => new URL(`${name}.json`, folder);
export const publishedNames: readonly string[] = readdirSync(folder).filter((name) => /^\d\d-.*\.json$/.test(name)).map((name) => name.slice(0, -'.json'.length)).sort();
export const publishedText = (name: string): string => readFileSync(fileOf(name), 'utf8');

export interface Case {
  readonly vector: Vector;
  readonly client: WrittenClient;
}

/** Every published vector with the records of its client, read from the files. */
export const publishedCases: readonly Case[] = publishedNames.flatMap((name) => {
  const { clients, vectors } = JSON.parse(publishedText(name)) as VectorFile;
  return vectors.map((vector) => ({ vector, client: clients[vector.client]! }));
});

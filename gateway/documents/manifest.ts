import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPurpose, UNITS, type Purpose, type UnitCode } from '../../consent/core/index.js';
import { ConfigurationError } from '../config/settings.js';

/** An operation that a unit has registered: what its software may ask, and why. */
export interface RegisteredDocument {
  readonly unit: UnitCode;
  readonly name: string;
  /** Who at the unit answers for it. */
  readonly owner: string;
  /** SHA-256 of the text, in hex. */
  readonly hash: string;
  /** Purposes it may be asked for; empty: it reaches no personal data. */
  readonly purposes: readonly Purpose[];
  readonly query: string;
}

/** A manifest as it is written: one unit, its operations. */
export interface Manifest {
  readonly unit: UnitCode;
  readonly owner: string;
  readonly operations: readonly { readonly name: string; readonly sha256: string; readonly purposes: readonly Purpose[]; readonly query: string }[];
}

export const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');

/** Reads every `*.json` of a folder. @throws ConfigurationError naming everything that is wrong with them */
export function readManifests(folder: string): readonly RegisteredDocument[] {
  const problems: string[] = [];
  const documents = readdirSync(folder).filter((file) => file.endsWith('.json')).sort().flatMap((file) => {
    try {
      return documentsOf(JSON.parse(readFileSync(join(folder, file), 'utf8')), (problem) => problems.push(`${file}: ${problem}`));
    } catch (error) {
      problems.push(`${file}: kein JSON / not JSON (${(error as Error).message})`);
      return [];
    }
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return documents;
}

/** The documents of one manifest, as far as they are sound; everything else is told to `report`. */
export function documentsOf(manifest: unknown, report: (problem: string) => void): readonly RegisteredDocument[] {
  const { unit, owner, operations } = record(manifest);
  if (typeof unit !== 'string' || !UNITS.has(unit)) report('unit: unbekannte Stelle / unknown unit');
  if (!isText(owner)) report('owner: wer verantwortet es? / who answers for it?');
  if (!Array.isArray(operations)) {
    report('operations: eine Liste / a list');
    return [];
  }
  return operations.flatMap((operation: unknown, index) => {
    const { name, sha256, purposes, query } = record(operation);
    const which = isText(name) ? name : `operations[${index}]`;
    const wrong = [
      ...(isText(name) ? [] : ['name fehlt / is missing']),
      ...(isText(query) ? [] : ['query fehlt / is missing']),
      ...(isText(query) && sha256 === hashOf(query) ? [] : [`sha256 ist nicht der Hash des Textes / is not the hash of the text${isText(query) ? `: ${hashOf(query)}` : ''}`]),
      ...(Array.isArray(purposes) && purposes.every((purpose) => typeof purpose === 'string' && isPurpose(purpose)) ? [] : ['purposes: bekannte Zwecke, oder [] / known purposes, or []']),
    ];
    for (const problem of wrong) report(`${which}: ${problem}`);
    return wrong.length > 0 ? [] : [{ unit, owner, name, hash: sha256, purposes, query } as RegisteredDocument];
  });
}

const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

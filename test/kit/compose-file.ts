import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the tests read of a service in docker-compose.yml. */
export interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

export const composeText = (): string => readFileSync('docker-compose.yml', 'utf8');
export const composeFile = (): ComposeFile => parse(composeText(), { merge: true }) as ComposeFile;

/** Services that run and stay, as opposed to those that do one thing and end. */
export const lasting = ({ services }: ComposeFile): [string, ComposeService][] =>
  Object.entries(services).filter(([, { restart }]) => restart !== undefined);

import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable of the environment: what it means in German and in English, and what holds without it. */
export interface Variable {
  readonly de: string;
  readonly en: string;
  readonly otherwise?: string;
  /** May also stand in a file named by `<NAME>_FILE`. */
  readonly secret?: boolean;
}

/** A configuration that cannot work; the message lists every problem, German first. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly problems: readonly string[]) {
    super(`Die Konfiguration ist unvollständig oder falsch / The configuration is incomplete or wrong:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
}

/** Reads variables and notes what is wrong with them, so that everything can be told at once. */
export class Settings<Name extends string> {
  readonly #problems: string[] = [];

  constructor(
    private readonly variables: Readonly<Record<Name, Variable>>,
    private readonly env: Environment,
  ) {}

  /** The value read by `parse`, whose error becomes a problem; `undefined` stands in then, and `finish` throws. */
  read<T>(name: Name, parse: (text: string) => T): T {
    try {
      const text = this.#text(name);
      if (text === undefined) throw new Error('fehlt / is missing');
      return parse(text);
    } catch (error) {
      this.#problems.push(`${name}: ${(error as Error).message} – ${this.variables[name].de} / ${this.variables[name].en}`);
      return undefined as T;
    }
  }

  /** @throws ConfigurationError */
  finish<Config>(config: Config): Config {
    if (this.#problems.length > 0) throw new ConfigurationError(this.#problems);
    return config;
  }

  /** An empty variable counts as not set: container files write them so. */
  #text(name: Name): string | undefined {
    const { secret, otherwise } = this.variables[name];
    const value = this.env[name] || undefined;
    const file = secret ? this.env[`${name}_FILE`] || undefined : undefined;
    if (value !== undefined && file !== undefined) throw new Error(`zugleich mit ${name}_FILE gesetzt / set together with ${name}_FILE`);
    if (file === undefined) return value ?? otherwise;
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      throw new Error(`${name}_FILE=${file} ist nicht lesbar / cannot be read`);
    }
  }
}

export const wholeNumber = (least: number, most: number) => (text: string): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`keine ganze Zahl von ${least} bis ${most} / not a whole number from ${least} to ${most}`);
};

export const url = (...protocols: readonly string[]) => (text: string): URL => {
  const value = URL.canParse(text) ? new URL(text) : null;
  if (value && protocols.includes(value.protocol)) return value;
  const wanted = protocols.map((protocol) => `${protocol}//…`).join(', ');
  throw new Error(`keine Adresse ${wanted} / not an address ${wanted}`);
};

export const oneOf = (...known: readonly string[]) => (text: string): string => {
  if (known.includes(text)) return text;
  throw new Error(`keins von / none of ${known.join(', ')}`);
};

export const yesOrNo = (text: string): boolean => oneOf('true', 'false')(text) === 'true';

export const list = (text: string): string[] => text.split(',').map((item) => item.trim()).filter(Boolean);

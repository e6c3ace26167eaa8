/** A fault of starting or operating that the person at the terminal can mend: a stable code, what is wrong, what to do. */
export class DeployError extends Error {
  constructor(
    readonly code: 'PORT_TAKEN' | 'DISK_FULL' | 'NO_PERMISSION' | 'ALREADY_RUNNING' | 'PRODUCTION' | 'CONFIG' | 'NO_PROVIDER'
      | 'DATABASE_GONE' | 'DATABASE_FAILED' | 'KEY_MISSING',
    german: string,
    english: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${german} / ${english}`, options);
    this.name = 'DeployError';
  }
}

const faultOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Turns what the operating system said into what to do about it; other errors come back as they were. */
export function explainSystemError(error: unknown, what: string): unknown {
  switch (faultOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(what, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DeployError('NO_PERMISSION',
        `Kein Schreibrecht: ${what}. Rechte prüfen oder mit FREIGABE_HOME einen anderen Ordner wählen.`,
        `No permission to write: ${what}. Check its permissions or choose another folder with FREIGABE_HOME.`, { cause: error });
    default:
      return error;
  }
}

export const diskFull = (what: string, cause?: unknown) =>
  new DeployError('DISK_FULL',
    `Kein Platz mehr auf dem Datenträger: ${what}. Platz schaffen (mindestens 300 MB) und neu starten; gespeicherte Daten sind unversehrt.`,
    `No space left on the disk: ${what}. Free at least 300 MB and start again; stored data is unharmed.`, { cause });

export const portTaken = (port: number, variable: string, cause?: unknown) =>
  new DeployError('PORT_TAKEN',
    `Port ${port} ist belegt. Das andere Programm beenden oder mit ${variable} einen anderen Port wählen (0 nimmt einen freien).`,
    `Port ${port} is taken. Stop the other program or choose another port with ${variable} (0 takes a free one).`, { cause });

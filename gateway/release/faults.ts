import { GraphQLError } from 'graphql';

type Path = readonly (string | number)[];

/** A subgraph that did not answer, or not with what was asked for. `cause` is for the operator only. */
export class SubgraphFault extends Error {
  override readonly name = 'SubgraphFault';
  constructor(
    readonly code: 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_ERROR',
    readonly agency: string,
    cause: unknown,
  ) {
    super(`${agency}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The faults of one request, each told once per place. */
export class Faults {
  readonly #errors = new Map<string, GraphQLError>();

  constructor(readonly requestId: string) {}

  subgraph(code: 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_ERROR', agency: string, path: Path): void {
    const [german, english] =
      code === 'SUBGRAPH_UNAVAILABLE'
        ? ['hat nicht geantwortet; ihre Angaben fehlen. Bitte später erneut versuchen.', 'did not answer; its data is missing. Try again later.']
        : ['hat fehlerhaft geantwortet; Angaben von ihr fehlen. Bitte der Stelle melden.', 'answered with an error; data from it is missing. Tell the agency.'];
    this.#add(code, `Die Stelle "${agency}" ${german} / The agency "${agency}" ${english}`, path, { agency });
  }

  /** The agency cannot take an argument; which one it says in words that stay with it. */
  misasked(agency: string, path: Path): void {
    this.#add('BAD_REQUEST', misaskedText(agency), path, { agency });
  }

  storeUnavailable(path: Path): void {
    this.#add('RELEASE_LOG_UNAVAILABLE', logUnavailable, path);
  }

  changed(path: Path): void {
    this.#add('RELEASE_CHANGED', changedAgain, path);
  }

  /** A value that the schema promises is missing, and no subgraph has said why. */
  incomplete(path: Path): void {
    this.#add('SUBGRAPH_ERROR', incompleteText, path);
  }

  /** Something the consent subgraph itself tells the caller: its texts are the gateway's own. */
  told(error: GraphQLError, path: Path): void {
    this.#add(String(error.extensions.code), error.message, path, error.extensions);
  }

  internal(path: Path): void {
    this.#add('INTERNAL', internalText(this.requestId), path, { requestId: this.requestId });
  }

  get none(): boolean {
    return this.#errors.size === 0;
  }

  /** In an order that does not tell which agency was the first to answer. */
  errors(): readonly GraphQLError[] {
    return [...this.#errors].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, error]) => error);
  }

  #add(code: string, message: string, path: Path, details: Readonly<Record<string, unknown>> = {}): void {
    const key = `${JSON.stringify(path)} ${code} ${message}`;
    if (this.#errors.has(key)) return;
    this.#errors.set(key, new GraphQLError(message, { ...(path.length > 0 && { path }), extensions: { ...details, code } }));
  }
}

const logUnavailable =
  'Das Zugriffsprotokoll ist nicht erreichbar; ohne Protokoll werden keine personenbezogenen Daten herausgegeben. Bitte später erneut versuchen.' +
  ' / The access log cannot be reached; without it no personal data is released. Try again later.';

const changedAgain =
  'Die Freigaben der betroffenen Personen haben sich während der Abfrage mehrfach geändert. Bitte erneut abfragen.' +
  ' / The releases of the clients concerned changed several times during the query. Query again.';

const incompleteText =
  'Die Antwort ist unvollständig: ein Pflichtwert fehlt. Bitte der Stelle melden.' +
  ' / The answer is incomplete: a required value is missing. Tell the agency.';

const misaskedText = (agency: string): string =>
  `Die Stelle "${agency}" kann so nicht gefragt werden: first ist 1 bis 100, after der Zeiger einer Seite derselben Liste in derselben Reihenfolge, text hat höchstens 200 Zeichen, Ordnen nach Entfernung braucht near.` +
  ` / The agency "${agency}" cannot be asked like this: first is 1 to 100, after the cursor of a page of the same list in the same order, text has at most 200 characters, sorting by distance needs near.`;

const internalText = (requestId: string): string =>
  `Unerwarteter Fehler. Bitte mit der Kennung ${requestId} melden. / Unexpected error. Report it with the id ${requestId}.`;

/** A request that cannot be executed as it was sent. */
export const requestError = (code: string, german: string, english: string): GraphQLError =>
  new GraphQLError(`${german} / ${english}`, { extensions: { code } });

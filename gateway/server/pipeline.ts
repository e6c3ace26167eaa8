import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Caller, Engine, Prepared } from '../engine.js';
import type { Trust } from '../documents/trust.js';
import { STEP_UP_FIELDS, stepUpRequired, type StepUpOptions } from '../identity/step-up.js';
import type { Admission } from './admission.js';
import type { HttpOptions } from './http-options.js';
import type { Logger } from './logger.js';
import { Refusal } from './refusal.js';

/** One GraphQL request, however it came in. */
export interface Operation {
  /** The text; `null` where only its hash was sent. */
  readonly query: string | null;
  /** SHA-256 of the text in hex, of clients for persisted operations. */
  readonly hash?: string | null;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

export interface Circumstances {
  readonly requestId: string;
  /** Whether a mutation may come this way; not over GET. */
  readonly mutations: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Told what will be executed. */
  readonly onPrepared?: (prepared: Prepared) => void;
}

/** Operations beyond `maxConcurrent` are refused, not queued. */
export interface PipelineOptions extends Pick<HttpOptions, 'maxConcurrent' | 'timeout'> {
  readonly engine: Engine;
  readonly admission: Admission;
  readonly trust: Trust;
  /** How whoever does an act of the emergency path has to have signed in; `null`: as for everything. */
  readonly stepUp: StepUpOptions | null;
  readonly logger: Logger;
}

/** The one way from a request to its result (promise P9); HTTP and in-process calls go through it alike. */
export interface Pipeline {
  /** Without `data` if the operation is invalid. @throws Refusal if it is not executed or not answered in time. */
  run(operation: Operation, caller: Caller, circumstances: Circumstances): Promise<ExecutionResult>;
  /** Admits nothing more and waits for what is running, at most `patience` milliseconds. */
  drain(patience: number): Promise<void>;
}

interface Checked {
  readonly prepared: Prepared;
  readonly caller: Caller;
}

export function createPipeline({ engine, logger, maxConcurrent, admission, trust, stepUp, timeout }: PipelineOptions): Pipeline {
  const running = new Set<Promise<unknown>>();
  let draining = false;

  /** What is to be executed, for whom and why, or what is wrong with it. */
  const check = ({ query, hash = null, operationName = null }: Operation, asking: Caller, mutations: boolean): Checked | readonly GraphQLError[] => {
    const trusted = trust({ query, hash }, asking);
    const prepared = engine.prepare(trusted.query, operationName, asking.requester.role);
    if (!('kind' in prepared)) return prepared;
    if (prepared.kind === 'mutation' && !mutations) throw mutationRefused();
    if (stepUp && asking.strong === false && prepared.fields.some((name) => STEP_UP_FIELDS.has(name))) throw stepUpRequired(stepUp);
    if (prepared.personal && !isWithdrawal(prepared)) admission.admitPersonal(asking.requester);
    return { prepared, caller: { ...asking, purpose: trusted.purpose } };
  };

  return {
    async run(operation, asking, { requestId, mutations, signal, onPrepared }) {
      if (draining) throw shuttingDown();
      if (running.size >= maxConcurrent) throw overloaded();
      const leave = admission.admit(asking.requester);
      let checked: ReturnType<typeof check> | null = null;
      try {
        checked = check(operation, asking, mutations);
        if (!('prepared' in checked)) return { errors: checked };
        onPrepared?.(checked.prepared);
      } finally {
        if (!checked || !('prepared' in checked)) leave();
      }

      const { prepared, caller } = checked;
      const limit = deadline(timeout, signal);
      const work = engine.execute(prepared, operation.variables ?? null, caller, requestId, limit.signal);
      running.add(work); // counted until it has really ended, not until the caller has given up
      const ended = (): void => {
        running.delete(work);
        leave();
      };
      work.then(ended, ended);
      try {
        return await Promise.race([work, limit.passed]);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        logger.error('operation failed', { requestId, error: String(error) });
        throw internal(requestId);
      } finally {
        limit.end();
      }
    },
    async drain(patience) {
      draining = true;
      const limit = deadline(patience);
      await Promise.race([Promise.allSettled(running), limit.passed.catch(() => undefined)]);
      limit.end();
    },
  };
}

/** A client may withdraw at any time (Art. 7 Abs. 3 GDPR), whatever the person at the counter has tried before. */
const isWithdrawal = ({ fields }: Prepared): boolean => fields.every((name) => name === 'withdrawConsent' || name === '__typename');

/** Aborts after `milliseconds`, or as soon as `outer` is aborted; `passed` then rejects. */
function deadline(milliseconds: number, outer?: AbortSignal) {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (): void => controller.abort();
  const passed = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(timedOut()), { once: true }));
  passed.catch(() => undefined); // nobody may be listening any more
  const timer = setTimeout(stop, milliseconds);
  outer?.addEventListener('abort', stop, { once: true });
  if (outer?.aborted) stop();
  const end = (): void => {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  };
  return { signal, passed, end };
}

const overloaded = () =>
  new Refusal(503, 'OVERLOADED', {
    de: 'Zu viele gleichzeitige Anfragen. Bitte in einer Sekunde erneut versuchen.',
    en: 'Too many requests at the same time. Try again in a second.',
  }, { 'retry-after': '1' });

const shuttingDown = () =>
  new Refusal(503, 'SHUTTING_DOWN', {
    de: 'Das Gateway wird gerade beendet. Bitte erneut versuchen.',
    en: 'The gateway is shutting down. Try again.',
  }, { 'retry-after': '1' });

const timedOut = () =>
  new Refusal(504, 'TIMEOUT', {
    de: 'Die Anfrage hat zu lange gedauert und wurde abgebrochen. Bitte weniger auf einmal abfragen.',
    en: 'The request took too long and was stopped. Ask for less at once.',
  });

const mutationRefused = () =>
  new Refusal(405, 'METHOD_NOT_ALLOWED', {
    de: 'Eine Mutation ist nur mit POST möglich.',
    en: 'A mutation is possible with POST only.',
  }, { allow: 'POST' });

/** Says nothing of the fault itself; the log has it under the request's id. */
export const internal = (requestId: string): Refusal =>
  new Refusal(500, 'INTERNAL', {
    de: `Interner Fehler. Bitte mit der Anfragenummer ${requestId} melden.`,
    en: `Internal error. Report it with the request id ${requestId}.`,
  });

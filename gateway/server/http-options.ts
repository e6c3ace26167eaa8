import { DEFAULT_ADMISSION, type AdmissionOptions } from './admission.js';

/** How the gateway behaves over HTTP. Times in milliseconds. */
export interface HttpOptions {
  /** GraphiQL at `/`; for development. */
  readonly explorer: boolean;
  /** Origins of browser applications that may read answers, such as `https://app.example`. */
  readonly corsOrigins: readonly string[];
  /** From admission to answer. */
  readonly timeout: number;
  /** Within which a request must have arrived completely. */
  readonly receiveTimeout: number;
  /** How long running operations may take when the gateway closes. */
  readonly drainTimeout: number;
  /** Operations executed at the same time. */
  readonly maxConcurrent: number;
  /** What one person and one unit may take of it. */
  readonly shares: AdmissionOptions;
  readonly maxBodyBytes: number;
}

export const DEFAULT_HTTP: HttpOptions = {
  explorer: false,
  corsOrigins: [],
  timeout: 15_000,
  receiveTimeout: 10_000,
  drainTimeout: 10_000,
  maxConcurrent: 200,
  shares: DEFAULT_ADMISSION,
  maxBodyBytes: 256 * 1024,
};

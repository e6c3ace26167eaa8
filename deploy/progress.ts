/** Runs a step of starting; says so only while it takes longer than a second. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

export function progress(write: (line: string) => void): Step {
  return async (what, work) => {
    let seconds = 0;
    const timer = setInterval(() => {
      seconds += 1;
      write(`  … ${what} (${seconds} s)`);
    }, 1_000);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  };
}

/** Like `Promise.all`, but waits for all of them before it fails: nothing goes on starting behind a failure. */
export async function together<T extends readonly unknown[]>(works: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const results = await Promise.allSettled(works);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

/** Whether an idempotency key is long enough to be chosen freely and short enough to be kept. */
export const wellKeyed = (key: string): boolean => key.length >= 8 && key.length <= 200;

/** Whether the long variants of the tests run: `npm run test:long`, minutes to hours instead of seconds. */
const long = process.env['FREIGABE_LONG'] === '1';

/** How often something is tried, or how many milliseconds it may take: `short` in `npm test`, `many` in `npm run test:long`. */
export const runs = (short: number, many: number): number => (long ? many : short);

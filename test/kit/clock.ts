/** Time as the test says it is; stands still unless set. */
export interface TestClock {
  (): number;
  /** @param at milliseconds since the epoch, or a text such as `2026-03-02T09:00:00+01:00` */
  set(at: number | string): void;
  advance(milliseconds: number): void;
}

export function testClock(start: string): TestClock {
  let now = Date.parse(start);
  return Object.assign(() => now, {
    set: (at: number | string) => { now = typeof at === 'number' ? at : Date.parse(at); },
    advance: (milliseconds: number) => { now += milliseconds; },
  });
}

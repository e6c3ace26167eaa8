import { cutoff, readPeriod } from '../../../consent/audit/retention/period.js';

describe('the period', () => {
  it.each([['P7M'], ['P182D'], ['P0M'], ['6 months'], ['P1Y']])('%s is refused', (text) => {
    expect(() => readPeriod(text)).toThrow(text);
  });

  it('counts months as the calendar does', () => {
    expect(new Date(cutoff(readPeriod('P6M'), Date.parse('2026-08-31T10:00:00Z'))).toISOString()).toBe('2026-02-28T10:00:00.000Z');
    expect(new Date(cutoff(readPeriod('P3M'), Date.parse('2026-02-10T10:00:00Z'))).toISOString()).toBe('2025-11-10T10:00:00.000Z');
  });
});

import type { Weight } from './fonts.js';
import type { Type } from './lines.js';

/** How a kind of text looks: `size` in points, `after` the space below it. */
interface Appearance {
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
  readonly after: number;
}

export const LOOKS = {
  title: { size: 16, weight: 700, colour: '#000000', after: 8 },
  heading: { size: 12, weight: 700, colour: '#000000', after: 3 },
  subheading: { size: 10, weight: 700, colour: '#000000', after: 1 },
  body: { size: 10, weight: 400, colour: '#000000', after: 5 },
  label: { size: 9, weight: 700, colour: '#000000', after: 0 },
  code: { size: 14, weight: 700, colour: '#000000', after: 5 },
  small: { size: 8, weight: 400, colour: '#333333', after: 5 },
} as const satisfies Record<string, Appearance>;

export type Look = keyof typeof LOOKS;

/** The German below: smaller, never bold, dark enough to read (contrast above 7 : 1). */
export const glossed = (look: Look): Pick<Appearance, 'size' | 'weight' | 'colour'> =>
  ({ size: Math.max(7.5, LOOKS[look].size * 0.8), weight: 400, colour: '#404040' });

/** Naskh letters reach further up and down than Latin ones. */
export const lineHeight = ({ size, direction }: Type): number => size * (direction === 'rtl' ? 1.6 : 1.36);

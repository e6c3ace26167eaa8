import { UNITS, type UnitCode } from '../../consent/core/index.js';

/** How strictly a unit's operations have to be registered. */
export const STAGES = ['off', 'log-unknown', 'enforce'] as const;

export type Stage = (typeof STAGES)[number];

/** One stage for all, and others for single units. */
export interface Stages {
  readonly otherwise: Stage;
  readonly units: ReadonlyMap<UnitCode, Stage>;
}

/** Reads `off`, or `log-unknown,ABH_KREIS=enforce`. @throws Error naming what is not understood */
export function stages(text: string): Stages {
  const units = new Map<UnitCode, Stage>();
  let otherwise: Stage = 'off';
  for (const part of text.split(',').map((one) => one.trim()).filter(Boolean)) {
    const [first, second] = part.split('=') as [string, string?];
    if (second === undefined) otherwise = stage(first);
    else if (UNITS.has(first)) units.set(first, stage(second));
    else throw new Error(`${first}: unbekannte Stelle / unknown unit`);
  }
  return { otherwise, units };
}

function stage(text: string): Stage {
  const known = STAGES.find((one) => one === text);
  if (known) return known;
  throw new Error(`${text}: keins von / none of ${STAGES.join(', ')}`);
}

export const stageOf = ({ otherwise, units }: Stages, unit: UnitCode): Stage => units.get(unit) ?? otherwise;

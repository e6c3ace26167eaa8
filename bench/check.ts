import { countyShapes } from './county/asks.js';
import { startContender } from './county/contenders.js';
import { createSetting } from './county/setting.js';
import { measureDecisions, type DecisionFigures } from './decisions.js';
import { measure, type Contender } from './measure.js';
import { installPeers } from './peers.js';
import { cpuRatio } from './table.js';
import { coreTargets } from './targets.js';

/**
 * What "release on" may cost of the processor time of stock @apollo/gateway in the same run: about one and a half times what was
 * measured (docs/performance.md), so that a machine that has other things to do fails nothing and a lost optimisation does.
 */
const MOST: Readonly<Record<string, number>> = { view: 0.9, caseload: 1.4 };
/** Fewer clients than the bench has: a page of them is what is asked for. */
const CLIENTS = 120;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** Whether the decision core keeps its targets: a quarter of its speed does (docs/performance.md), so a busy machine fails nothing here either. */
export function checkCore(figures: DecisionFigures, out = tell): boolean {
  const targets = coreTargets(figures);
  for (const { what, target, measured, kept } of targets) out(`${kept ? 'ok' : 'TOO SLOW'}: ${what}: ${measured}, ${target}`);
  return targets.every(({ kept }) => kept);
}

/** Whether decisions are as fast as they should be and this gateway costs no more than it should. */
export async function check(say: (line: string) => void): Promise<boolean> {
  const core = checkCore(measureDecisions());
  return (await checkGateway(say)) && core;
}

async function checkGateway(say: (line: string) => void): Promise<boolean> {
  installPeers(['apollo'], say);
  const setting = await createSetting(CLIENTS, say);
  const contenders: Contender[] = [];
  try {
    for (const name of ['release on', 'stock'] as const) contenders.push(await startContender(name, setting));
    const shapes = countyShapes(setting.county.released, 8).filter(({ name }) => Object.hasOwn(MOST, name));
    const results = await measure(contenders, shapes, { rounds: 3, round: 1_500, warmUp: 6_000, say });
    const verdicts = Object.entries(MOST).map(([shape, most]) => {
      const ratio = cpuRatio(results[shape] ?? {}, 'release on', 'stock');
      if (ratio === null) return false; // one of them could not be measured, and it was said why
      const kept = ratio <= most;
      tell(`${kept ? 'ok' : 'TOO SLOW'}: ${shape} costs ${ratio.toFixed(2)} of the processor time of stock @apollo/gateway, at most ${most}`);
      return kept;
    });
    return verdicts.every(Boolean);
  } finally {
    await Promise.all(contenders.map(({ program }) => program.stop()));
    await setting.close();
  }
}

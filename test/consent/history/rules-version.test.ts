import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import { RULES_VERSION } from '../../../consent/core/index.js';

/** The version of the rules and a digest of what it stands for. The one line to change when the rules do. */
const PINNED = '2026-11-3 ab80b503336ab8be';

/** The modules that a decision, or asking it again, runs through; what else is in the folder explains and keeps. */
const ROOTS = ['compile', 'holders', 'policy'];

/** What a module does, whatever its comments, types and spaces. */
const codeOf = (module: string): string =>
  transformSync(readFileSync(`consent/core/${module}.ts`, 'utf8'), {
    swcrc: false, configFile: false, sourceMaps: false, minify: true,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023', minify: { compress: false, mangle: false } },
  }).code;

/** The code of modules and of all that they import. */
function codesOf(modules: readonly string[]): Map<string, string> {
  const codes = new Map<string, string>();
  const waiting = [...modules];
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (codes.has(module)) continue;
    const code = codeOf(module);
    codes.set(module, code);
    waiting.push(...[...code.matchAll(/from\s*"\.\/([\w-]+)\.js"/g)].map(([, imported]) => imported!));
  }
  return codes;
}

const codes = codesOf(ROOTS);

it('has a version of its own for whatever decides: decisions of before are asked again by the rules of before, or not at all', () => {
  const digest = createHash('sha256').update(JSON.stringify([...codes].sort())).digest('hex').slice(0, 16);
  const found = `${RULES_VERSION} ${digest}`;
  if (found === PINNED) return;
  throw new Error(`What decides in consent/core has changed.
Can any decision come out otherwise than before? Then raise RULES_VERSION (consent/core/policy.ts) and run this test again: earlier decisions answer
RULES_CHANGED from then on, instead of being computed by rules that did not hold then. Can none (names, order, the compiler)? Then the version stays.
Either way set PINNED in test/consent/history/rules-version.test.ts to the rules and digest now found: '${found}'`);
});

it('covers what decides and nothing that only tells', () => {
  expect([...codes.keys()]).toEqual(expect.arrayContaining(['categories', 'compile', 'flows', 'holders', 'never-list', 'policy', 'roles', 'understood', 'units']));
  expect([...codes.keys()]).not.toContain('explain');
  expect([...codes.values()].join('')).not.toMatch(/\/\*\*|promise P1/);
});

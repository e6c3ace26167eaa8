import { CATEGORIES } from './categories.js';
import { STATUTORY_FLOWS, type Arrow, type StatutoryFlow } from './flows.js';
import { neverTo } from './never-list.js';
import { has } from './category-set.js';
import { isPurpose } from './purposes.js';
import type { Instant } from './records.js';
import { UNITS } from './units.js';

/** Whether a flow's law is in force at an instant. */
export const inForce = ({ from, to }: StatutoryFlow, at: Instant): boolean => from <= at && (to === null || at < to);

/**
 * Everything that stands against a catalogue of statutory flows: what is not whole, what has no citation or no span of
 * validity, and what the never-list forbids anyway. A county does not run on such a catalogue (`createPolicy`).
 */
export const flawsOf = (catalogue: readonly StatutoryFlow[] = STATUTORY_FLOWS): readonly string[] => [
  ...catalogue.filter(({ id }, index) => catalogue.findIndex((flow) => flow.id === id) !== index).map(({ id }) => `${id}: doppelt / twice`),
  ...catalogue.flatMap((flow) => flaws(flow).map((flaw) => `${flow.id}: ${flaw}`)),
];

const flaws = (flow: StatutoryFlow): string[] => {
  const { id, title, citation, viaGateway, arrows, purposes, from, to } = flow;
  const checks: readonly (readonly [boolean, string])[] = [
    [/^S[1-9]\d?$/.test(id), 'Kennung unlesbar / unreadable id'],
    [title.trim() !== '', 'ohne Titel / no title'],
    [/§|Melderecht/.test(citation), 'ohne Fundstelle / no citation'],
    [Number.isFinite(from) && (to === null || from < to), 'ohne Geltungszeit / no span of validity'],
    [viaGateway === (arrows.length > 0 && purposes.length > 0), 'Wege und Zwecke passen nicht zu viaGateway / directions and purposes do not fit viaGateway'],
    [purposes.every(isPurpose), 'unbekannter Zweck / unknown purpose'],
    [arrows.every(isKnown), 'unbekannte Stelle oder Kategorie / unknown unit or category'],
    [!viaGateway || !CHANNELS_OF_THEIR_OWN.includes(id), 'hat einen eigenen Kanal / has a channel of its own'],
    [arrows.every(isKnown) && arrows.every((arrow) => !isForbidden(arrow, flow)), 'steht auf der Verbotsliste / is on the never-list'],
  ];
  return checks.filter(([met]) => !met).map(([, flaw]) => flaw);
};

/** Domain C.9: S4–S12 never run through a gateway. Said here once more, so that one changed word in the table is not enough. */
const CHANNELS_OF_THEIR_OWN: readonly string[] = ['S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12'];

const isKnown = ({ from, to, categories }: Arrow): boolean =>
  [...from, ...to].every((unit) => UNITS.has(unit)) && categories.every((code) => CATEGORIES.has(code) && CATEGORIES.get(code)!.tier !== 'T6');

const isForbidden = ({ to, categories }: Arrow, { purposes }: StatutoryFlow): boolean =>
  to.some((unit) => purposes.some((purpose) => categories.some((category) => has(neverTo(unit, purpose, 'STATUTE'), category))));

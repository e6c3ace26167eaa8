import type { SignatoryCapacity } from '../lifecycle/document.js';
import { fromText } from './display.js';
import type { Paper } from './paper.js';
import { fill, type Said, type Texts } from './texts.js';
import { heading, paragraph } from './typeset/blocks.js';
import { table } from './typeset/table.js';

type Role = keyof Texts['signing']['roles'];

/** Who signs. `optional`: only if the client has such a person, which the printing office may not know yet. */
interface Line {
  readonly role: Role;
  readonly name: string | null;
  readonly signedAt: number | null;
  readonly optional: boolean;
  /** Signs each part of a two-way release for itself. */
  readonly everyPart: boolean;
}

/** The declaration and the lines to sign; on the copy, when each one declared it. */
export function writeSignatures(paper: Paper): void {
  const { sheet, say, document } = paper;
  heading(sheet, 2, say((t) => t.signing.heading));
  paragraph(sheet, say((t) => t.signing.declaration));
  if (document.form === 'MUENDLICH_BESONDERE_UMSTAENDE') paragraph(sheet, say((t) => t.signing.oral));
  if (document.form === 'ELEKTRONISCH') paragraph(sheet, say((t) => t.signing.electronic));
  if (document.ableToUnderstand) paragraph(sheet, say((t) => t.signing.able));
  const parts = paper.display.otherDirection ? (['A', 'B'] as const) : ([null] as const);
  const rows = linesOf(paper).flatMap((line) =>
    (line.everyPart ? parts : [null]).map((letter): readonly Said[] => {
      const who = say((t) => (letter ? fill(t.signing.forPart, { who: describe(t, line), letter }) : describe(t, line)));
      const { signedAt } = line;
      return [who, paper.kind === 'copy' && signedAt !== null ? say((t) => fill(t.signing.signedOn, { date: fromText(signedAt) })) : [], []];
    }));
  signatureTable(paper, rows);
}

export function signatureTable({ sheet, say }: Paper, rows: readonly (readonly Said[])[]): void {
  const head = [say((t) => t.signing.who), say((t) => t.signing.where), say((t) => t.signing.signature)];
  table(sheet, { widths: [4, 3, 4], head: 'row', height: 34, rows: [head, ...rows] });
}

const describe = (t: Texts, { role, name, optional }: Line): string => {
  const who = name === null ? t.signing.roles[role] : fill(t.signing.named, { name, role: t.signing.roles[role] });
  return optional ? fill(t.signing.optional, { role: who }) : who;
};

/** The client always; representatives as recorded, the second parent if only one of two has signed (domain C.5); then those who took part. */
function linesOf({ document: { givenBy, interpreter, witness }, display }: Paper): Line[] {
  const line = (role: Role, name: string | null, more: Partial<Line> = {}): Line => ({ role, name, signedAt: null, optional: false, everyPart: true, ...more });
  const own = givenBy.find(({ capacity }) => capacity === 'SELBST');
  const representatives = givenBy.filter(({ capacity }) => capacity !== 'SELBST');
  const nameOf = (capacity: SignatoryCapacity): string | null => display.signatoryNames[capacity] ?? null;
  const parents = representatives.filter(({ capacity }) => capacity === 'ELTERNTEIL_GEMEINSAM').length;
  const undecided = givenBy.length === 0;
  return [
    line('SELBST', display.client.name, { signedAt: own?.signedAt ?? null }),
    ...representatives.map(({ capacity, signedAt }) => line(capacity, capacity === 'ELTERNTEIL_GEMEINSAM' && parents > 1 ? null : nameOf(capacity), { signedAt })),
    ...(undecided ? [line('REPRESENTATIVE', null, { optional: true })] : []),
    ...(undecided || parents === 1 ? [line('SECOND_PARENT', null, { optional: undecided })] : []),
    ...(interpreter !== null && interpreter !== 'KIND' ? [line('INTERPRETER', null, { everyPart: false })] : []),
    ...(witness !== null ? [line('WITNESS', null, { everyPart: false })] : []),
    line('STAFF', null, { everyPart: false }),
  ];
}

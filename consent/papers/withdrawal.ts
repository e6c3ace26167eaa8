import type { Category, Purpose, UnitCode } from '../core/index.js';
import { receiversOf } from '../lifecycle/paper.js';
import { recipient } from './direction.js';
import { categoryName, type Paper } from './paper.js';
import { signatureTable } from './signatures.js';
import { fill, type Said } from './texts.js';
import { heading, list, paragraph } from './typeset/blocks.js';

/** The withdrawal sheet: all of it, or by data, recipient or purpose; what that does; where to hand it in. It asks for no reason. */
export function writeWithdrawal(paper: Paper): void {
  const { sheet, say, document, display } = paper;
  const both = display.otherDirection ? [document, display.otherDirection] : [document];
  const alt = say((t) => t.data.boxEmpty)[0]!.text;
  const choices = (said: readonly Said[]): void => list(sheet, said.map((one) => ({ said: one, box: { alt, ticked: false } })));

  paragraph(sheet, say((t) => t.intro.withdrawal));
  heading(sheet, 2, say((t) => t.withdrawal.choice));
  choices([say((t) => t.withdrawal.everything)]);
  paragraph(sheet, say((t) => t.withdrawal.someData));
  choices([...new Set<Category>(both.flatMap(({ categories }) => categories))].map((category) => say((t) => categoryName(t, category))));
  paragraph(sheet, say((t) => t.withdrawal.someRecipients));
  choices(both.flatMap((one) => receiversOf(one).map((unit: UnitCode) => recipient(say, unit, one, display))));
  paragraph(sheet, say((t) => t.withdrawal.somePurposes));
  choices([...new Set<Purpose>(both.flatMap(({ purposes }) => purposes))].map((purpose) => say((t) => t.purposeNames[purpose])));

  heading(sheet, 2, say((t) => t.withdrawal.effectHeading));
  paragraph(sheet, say((t) => t.withdrawal.effect));
  paragraph(sheet, say((t) => fill(t.withdrawal.where, { contact: display.contact })));
  heading(sheet, 2, say((t) => t.withdrawal.signingHeading));
  signatureTable(paper, [
    [say((t) => fill(t.signing.named, { name: display.client.name, role: t.signing.roles.SELBST })), [], []],
    [say((t) => fill(t.signing.optional, { role: t.signing.roles.REPRESENTATIVE })), [], []],
    [say((t) => t.withdrawal.received), [], []],
  ]);
}

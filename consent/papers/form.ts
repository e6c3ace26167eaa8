import { UNITS } from '../core/index.js';
import { INFORMED_ABOUT, type ConsentDocument } from '../lifecycle/document.js';
import { receiversOf } from '../lifecycle/paper.js';
import { fromText } from './display.js';
import type { Paper } from './paper.js';
import { writeDirection } from './direction.js';
import { writeSignatures } from './signatures.js';
import { fill } from './texts.js';
import { heading, paragraph } from './typeset/blocks.js';
import { qrCode } from './typeset/qr.js';

/** Authorities that supervise the units, by the core's name for them. */
const SUPERVISORS = {
  LDI_NRW: 'Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen, Kavalleriestraße 2–4, 40213 Düsseldorf',
  BFDI: 'Bundesbeauftragte für den Datenschutz und die Informationsfreiheit, Graurheindorfer Straße 153, 53117 Bonn',
} as const;

/** The consent form, and the client's copy of it: what is released, all that must be known before (domain B.7, C.5), signatures. */
export function writeForm(paper: Paper): void {
  const { sheet, say, document, display, kind } = paper;
  paragraph(sheet, say((t) => (kind === 'copy' ? t.intro.copy : t.intro.form)));
  const { bedenkzeitUntil } = document;
  if (bedenkzeitUntil !== null) paragraph(sheet, say((t) => fill(t.intro.timeToThink, { date: fromText(bedenkzeitUntil) })));
  if (document.replaces !== null) paragraph(sheet, say((t) => t.intro.replaces));

  if (display.otherDirection) {
    paragraph(sheet, say((t) => t.part.twoWay));
    writeDirection(paper, document, 'A');
    writeDirection(paper, display.otherDirection, 'B');
  } else {
    writeDirection(paper, document, null);
  }
  writeInformation(paper);
  writeRights(paper);
  writeInterpreting(paper);
  writeCode(paper);
  writeSignatures(paper);
}

function writeInformation({ sheet, say, display }: Paper): void {
  heading(sheet, 2, say((t) => t.informed.heading));
  for (const about of INFORMED_ABOUT) {
    heading(sheet, 3, say((t) => t.informed[about].title));
    paragraph(sheet, say((t) => fill(t.informed[about].text, { contact: display.contact })));
  }
}

function writeRights({ sheet, say, document, display }: Paper): void {
  heading(sheet, 2, say((t) => t.rights.heading));
  paragraph(sheet, say((t) => fill(t.rights.controller, { contact: display.contact })));
  paragraph(sheet, say((t) => fill(t.rights.officer, { contact: display.dataProtectionOfficer })));
  paragraph(sheet, say((t) => t.rights.rights));
  paragraph(sheet, say((t) => fill(t.rights.complaint, { supervisors: supervisorsOf(document) })));
  paragraph(sheet, say((t) => t.rights.law));
}

function supervisorsOf(document: ConsentDocument): string {
  const units = [...document.releasingUnits, ...receiversOf(document)];
  return [...new Set(units.map((unit) => SUPERVISORS[UNITS.get(unit)!.supervisor]))].join('; ');
}

function writeInterpreting({ sheet, say, document: { interpreter, language } }: Paper): void {
  heading(sheet, 2, say((t) => t.interpreting.heading));
  paragraph(sheet, say((t) => fill(t.interpreting.language, { language: t.languages[language] })));
  if (interpreter === null) return paragraph(sheet, say((t) => t.interpreting.none));
  paragraph(sheet, say((t) => fill(t.interpreting.who, { kind: t.interpreting.kinds[interpreter] })));
  if (interpreter === 'UNGESCHULT_UMFELD' || interpreter === 'ERWACHSENER_ANGEHOERIGER') paragraph(sheet, say((t) => t.interpreting.untrained));
  if (interpreter === 'KIND') paragraph(sheet, say((t) => t.interpreting.child));
  else paragraph(sheet, say((t) => t.interpreting.declaration));
}

function writeCode({ sheet, say, display: { linkingCode } }: Paper): void {
  if (linkingCode === null) return;
  heading(sheet, 2, say((t) => t.code.heading));
  paragraph(sheet, say((t) => fill(t.code.text, { code: linkingCode })));
  qrCode(sheet, linkingCode, say((t) => fill(t.code.alt, { code: linkingCode }))[0]!.text);
}

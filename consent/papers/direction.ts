import { CATEGORIES, type Category, type Role, type Tier, type UnitCode } from '../core/index.js';
import type { ConsentDocument } from '../lifecycle/document.js';
import { receiversOf } from '../lifecycle/paper.js';
import { fromText, personsOf, toText, unitName, type PaperDisplay } from './display.js';
import { categoryName, type Paper } from './paper.js';
import { PaperError } from './paper-error.js';
import { fill, type Say, type Said, type Texts } from './texts.js';
import { heading, list, paragraph, type Item } from './typeset/blocks.js';

/** One direction of a release: from whom, to whom, which data, what not, why, how long. `letter` names it if there are two. */
export function writeDirection(paper: Paper, document: ConsentDocument, letter: 'A' | 'B' | null): void {
  const { sheet, say, display } = paper;
  if (letter) heading(sheet, 2, say((t) => fill(t.part.heading, { letter })));
  const level = letter ? 3 : 2;

  heading(sheet, level, say((t) => t.releasing.heading));
  paragraph(sheet, say((t) => t.releasing.lead));
  list(sheet, document.releasingUnits.map((unit) => ({ said: say((t) => releasing(t, unit, document, display)) })));

  heading(sheet, level, say((t) => t.receiving.heading));
  paragraph(sheet, say((t) => t.receiving.lead));
  list(sheet, receiversOf(document).map((unit) => ({ said: recipient(say, unit, document, display) })));

  heading(sheet, level, say((t) => t.data.heading));
  writeCategories(paper, document);

  heading(sheet, level, say((t) => t.exclusions.heading));
  paragraph(sheet, say((t) => (document.exclusions.length > 0 ? t.exclusions.lead : t.exclusions.none)));
  list(sheet, document.exclusions.map((category) => named(say, category)));

  heading(sheet, level, say((t) => t.purposes.heading));
  paragraph(sheet, say((t) => t.purposes.lead));
  list(sheet, document.purposes.map((purpose) => ({ said: say((t) => t.purposeNames[purpose]) })));

  heading(sheet, level, say((t) => t.validity.heading));
  paragraph(sheet, say((t) => fill(t.validity.span, { from: fromText(document.from), to: toText(document.to) })));
  if (document.givenBy.some(({ capacity }) => capacity !== 'SELBST')) paragraph(sheet, say((t) => t.validity.majority));
}

/** A receiving unit, with the persons to whom alone professional secrets go, or the functions and persons who alone receive at all. */
export const recipient = (say: Say, code: UnitCode, { receivingUnits, receivingPersons, receivingFunctions = [] }: ConsentDocument, display: PaperDisplay): Said =>
  say((t) => {
    const unit = unitName(code);
    const persons = personsOf(code, receivingPersons, display);
    const functions = receivingFunctions.filter((one) => one.unit === code).map(({ role }) => functionName(t, role));
    if (!receivingUnits.includes(code)) return fill(t.receiving.only, { unit, receivers: [...functions, ...persons].join(t.comma) });
    return persons.length === 0 ? unit : fill(t.receiving.unitAndPersons, { unit, persons: persons.join(t.comma) });
  });

/** @throws PaperError `FUNCTION_UNKNOWN`: nobody can release to a function that reads no client data. */
function functionName(t: Texts, role: Role): string {
  const names: Readonly<Partial<Record<Role, string>>> = t.receiving.functions;
  if (Object.hasOwn(names, role)) return names[role]!;
  throw new PaperError('FUNCTION_UNKNOWN', `Die Funktion ${role} gibt es nicht: Eintrag prüfen`, `there is no function ${role}: check the entry`);
}

function releasing(t: Texts, code: UnitCode, { releasingPersons }: ConsentDocument, display: PaperDisplay): string {
  const unit = unitName(code);
  const persons = personsOf(code, releasingPersons, display);
  return persons.length > 0 ? fill(t.releasing.persons, { unit, persons: persons.join(t.comma) }) : fill(t.releasing.unitOnly, { unit });
}

const named = (say: Say, category: Category): Item => ({ said: say((t) => categoryName(t, category)) });

/** By how well they are protected; only Art. 9 data (T5) have a box, empty on the form and as ticked on the copy. */
function writeCategories({ sheet, say, kind }: Paper, { categories, explicitCategories }: ConsentDocument): void {
  const ofTiers = (...tiers: Tier[]): Category[] => categories.filter((category) => tiers.includes(CATEGORIES.get(category)!.tier));
  const groups = [
    { lead: say((t) => t.data.ordinary), items: ofTiers('T0', 'T1', 'T2', 'T3').map((category) => named(say, category)) },
    { lead: say((t) => t.data.secret), items: ofTiers('T4').map((category) => named(say, category)) },
    {
      lead: say((t) => t.data.special),
      items: ofTiers('T5').map((category) => {
        const ticked = kind === 'copy' && explicitCategories.includes(category);
        return { ...named(say, category), box: { ticked, alt: say((t) => (ticked ? t.data.boxTicked : t.data.boxEmpty))[0]!.text } };
      }),
    },
  ];
  for (const { lead, items } of groups.filter((group) => group.items.length > 0)) {
    paragraph(sheet, lead);
    list(sheet, items);
  }
}

import { ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { textEnum } from '../../subgraphs/kit/enums.js';
import { ConsentProblem } from '../api/consent-input.js';

export const ReportFormatEnum = textEnum('ReportFormat', 'Form eines Berichts / Form of a report', ['CSV', 'JSON', 'PDF']);
export type ReportFormat = keyof typeof ReportFormatEnum;

@ObjectType({ description: 'Ein Bericht als Datei, oder alles, was ihm entgegensteht / A report as a file, or all that stands against it' })
export class ReportDocument {
  @Shown(() => String, 'Art der Datei / Media type')
  mediaType: string | null;

  @Shown(() => String, 'Vorschlag ohne Namen / A suggestion without names')
  fileName: string | null;

  @Shown(() => String, 'CSV und JSON als Text, PDF in Base64 / CSV and JSON as text, PDF in base64')
  content: string | null;

  @Shown(() => String, 'Wo der nächste Teil beginnt; leer: es fehlt nichts / Where the next part begins; empty: nothing is missing')
  next: string | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn erstellt / Problems; empty if made')
  problems: readonly ConsentProblem[];
}

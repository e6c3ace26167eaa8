import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import type { ConsentApiContext } from '../api/context.js';
import { idOf } from '../api/ids.js';
import { directionsOf, mayRecord } from '../api/rights.js';
import { shownProblem } from '../api/step.js';
import { exchangedOf } from '../exchange/exchanged-consent.js';
import type { ConsentDocument, FiledConsent, FormLanguage } from '../lifecycle/index.js';
import { tell } from '../preview/tell.js';
import type { PaperDisplay } from './display.js';
import type { PaperKind } from './paper.js';
import { ConsentPaper, ConsentPaperRequest, type PaperDisplayInput } from './paper.types.js';
import { printable, problemsOfPrinting } from './request-problems.js';
import { FORM_VERSION, textsOf } from './texts.js';

const KINDS = {
  FORM: { kind: 'form', name: 'formular' }, COPY: { kind: 'copy', name: 'kopie' }, WITHDRAWAL: { kind: 'withdrawal', name: 'widerruf' },
} as const satisfies Record<string, { kind: PaperKind; name: string }>;

@Resolver()
export class PaperResolver {
  @Protected('CONSENT_META')
  @Query(() => ConsentPaper, {
    nullable: true,
    description: 'Formular, Kopie oder Widerrufsblatt einer erfassten Entbindung als PDF, für alle, die sie erfassen dürfen / Form, copy or withdrawal sheet of a filed release as PDF, for whoever may record it',
  })
  async consentPaper(@Arg('input', () => ConsentPaperRequest) input: ConsentPaperRequest, @Ctx() context: ConsentApiContext): Promise<ConsentPaper | null> {
    return tell(context, input.client, 'consentPaper', async ({ clientId, records }) => {
      const filed = (await context.store.lifecycle.filed(clientId))?.consents ?? [];
      const paper = directionsOf(input.consent, filed, context);
      return paper && mayRecord(paper, records, context) ? printed({ ...input, consent: idOf(context, input.consent) }, paper, context) : null;
    });
  }
}

/** Both directions as they were written: the one that gave the paper its id first. */
async function printed(input: ConsentPaperRequest, paper: readonly FiledConsent[], { press, now }: ConsentApiContext): Promise<ConsentPaper> {
  const meant = printable(input.kind, paper, now).toSorted((a, b) => Number(b.id === b.paper) - Number(a.id === a.paper));
  const problems = problemsOfPrinting(input, paper, meant, now);
  const [first, second] = meant;
  if (problems.length > 0 || !first) return without(problems.map(shownProblem));
  const { kind, name } = KINDS[input.kind];
  const language = input.language as FormLanguage;
  const display = displayOf(input.display, second ? documentOf(second, language) : null);
  const { pdf, problem } = await press.print({ kind, document: documentOf(first, language), display });
  if (problem) return without([{ ...problem, field: 'display' }]);
  return {
    mediaType: 'application/pdf', fileName: `schweigepflichtsentbindung-${name}-${language}.pdf`, language, problems: [],
    pdf: Buffer.from(pdf).toString('base64'), reviewNote: language === 'de' ? null : textsOf(language).reviewNote,
  };
}

const without = (problems: ConsentPaper['problems']): ConsentPaper => ({ mediaType: null, fileName: null, language: null, pdf: null, reviewNote: null, problems });

/** A draft is printed in the language and the wording in which the client is about to be told. */
const documentOf = (consent: FiledConsent, language: FormLanguage): ConsentDocument => ({ ...exchangedOf(consent), language, formVersion: consent.formVersion ?? FORM_VERSION });

const displayOf = (input: PaperDisplayInput, otherDirection: ConsentDocument | null): PaperDisplay => ({
  client: { name: input.clientName, dateOfBirth: input.clientBirthDate ?? null },
  fileReference: input.fileReference ?? '', contact: input.contact, dataProtectionOfficer: input.dataProtectionOfficer,
  personNames: Object.fromEntries(input.personNames.map(({ person, name }) => [person, name])),
  signatoryNames: Object.fromEntries(input.signatoryNames.map(({ capacity, name }) => [capacity, name])),
  linkingCode: input.linkingCode ?? null, otherDirection,
});

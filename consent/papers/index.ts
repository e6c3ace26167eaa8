import type { ConsentDocument } from '../lifecycle/document.js';
import type { PaperDisplay } from './display.js';
import { writeForm } from './form.js';
import { writePaper, type PaperKind } from './paper.js';
import { writeWithdrawal } from './withdrawal.js';

export type { PaperDisplay } from './display.js';
export type { PaperKind } from './paper.js';
export { PaperError } from './paper-error.js';

/** The form to be read and signed, as tagged PDF in the document's language, with the German text below. @throws PaperError */
export const renderConsentForm = (document: ConsentDocument, display: PaperDisplay): Promise<Uint8Array> => writePaper('form', document, display, writeForm);

/** What the client takes home (domain C.5-12): the form as given, T5 ticks and dates filled in. @throws PaperError */
export const renderClientCopy = (document: ConsentDocument, display: PaperDisplay): Promise<Uint8Array> => writePaper('copy', document, display, writeForm);

/** The sheet with which the client takes it back, whole or in part; it carries no linking code. @throws PaperError */
export const renderWithdrawalSheet = (document: ConsentDocument, display: PaperDisplay): Promise<Uint8Array> =>
  writePaper('withdrawal', document, display, writeWithdrawal);

/** How each kind of paper is made. */
export const RENDER: Readonly<Record<PaperKind, (document: ConsentDocument, display: PaperDisplay) => Promise<Uint8Array>>> = {
  form: renderConsentForm, copy: renderClientCopy, withdrawal: renderWithdrawalSheet,
};

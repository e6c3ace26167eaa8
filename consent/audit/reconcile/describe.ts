import type { Cause, Difference, DifferenceKind } from './compare.js';

const TEXTS: Readonly<Record<DifferenceKind, readonly [de: string, en: string]>> = {
  FOREIGN: ['die Stelle nennt eine Anfrage, die nicht von diesem Gateway ist', 'the agency names a request that is none of this gateway’s'],
  NOT_LOGGED: ['hat die Stelle verlassen und steht nicht im Zugriffsprotokoll', 'left the agency and is not in the access log'],
  MORE_THAN_LOGGED: ['hat die Stelle verlassen, protokolliert ist weniger', 'left the agency, less is logged'],
  NOT_RELEASED: ['ist protokolliert, die Stelle weiß nichts davon', 'is logged, the agency knows nothing of it'],
};

const CAUSES: Readonly<Record<Cause, readonly [de: string, en: string]>> = {
  NOT_ANSWERED: ['erklärt: es ging keine Antwort hinaus', 'explained: no answer left the gateway'],
  DECIDED_AGAIN: ['erklärt: nach einer Änderung der Freigaben neu entschieden', 'explained: decided again after a change of the releases'],
};

/** A difference as its reader sees it, in both languages. */
export function describeDifference({ kind, agency, at, request, client, categories, cause }: Difference): string {
  const [de, en] = TEXTS[kind];
  const [warum, why] = cause ? CAUSES[cause] : ['zu klären', 'to be looked into'];
  return `${kind}  ${agency} ${new Date(at).toISOString()} ${request} ${client} [${categories.join(', ')}]: ${de}; ${warum}. / ${en}; ${why}.`;
}

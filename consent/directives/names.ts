import type { DocumentNode } from 'graphql';
import { nameOfDirective, readLinks, type Link } from './links.js';
import { CONSENT_SPEC } from './spec.js';

/** The names of the two directives in one schema, without `@`. */
export interface MarkNames {
  readonly consent: string;
  readonly open: string;
}

const SPEC_NAME = CONSENT_SPEC.slice(CONSENT_SPEC.lastIndexOf('/') + 1);

/** Whether a link is to the consent spec, whatever its version. */
export const isConsentLink = ({ url }: Link): boolean => url === CONSENT_SPEC || url.startsWith(`${CONSENT_SPEC}/`);

/** The names of `@consent` and `@open`; `undefined` without a link or with doubts, which are added to `problems`. */
export function markNames(document: DocumentNode, problems: string[]): MarkNames | undefined {
  const links = readLinks(document);
  const [link, ...more] = links.filter(isConsentLink);
  if (!link) return undefined;
  const before = problems.length;
  if (more.length > 0) {
    problems.push(`@link: ${CONSENT_SPEC} ist mehrfach eingebunden; nur einmal einbinden / is linked more than once; link it once`);
  }
  if (!/^\/v1\.\d+$/.test(link.url.slice(CONSENT_SPEC.length))) {
    problems.push(`@link: Version von ${link.url} wird nicht unterstützt; v1.x verwenden / version is not supported; use v1.x`);
  }
  const names = { consent: nameOfDirective(link, 'consent', SPEC_NAME), open: nameOfDirective(link, 'open', SPEC_NAME) };
  problems.push(...doubleImports(link, names), ...rivals(links, link, names));
  return problems.length > before ? undefined : names;
}

function doubleImports({ imports }: Link, names: MarkNames): string[] {
  const twice = (side: 0 | 1) => new Set(imports.map((entry) => entry[side])).size < imports.length;
  const imitates = (directive: keyof MarkNames) =>
    imports.some(([name, local]) => local === `@${names[directive]}` && name !== `@${directive}`);
  return twice(0) || twice(1) || imitates('consent') || imitates('open')
    ? ['@link: import vergibt einen Namen doppelt; jeden nur einmal vergeben / import gives a name twice; give each once']
    : [];
}

/** Another spec that claims one of the two names: which one is meant could be read both ways. */
function rivals(links: readonly Link[], link: Link, names: MarkNames): string[] {
  return links
    .filter((other) => !isConsentLink(other) && Object.values(names).some((name) => claims(other, name)))
    .map(({ url }) => `@link: ${url} beansprucht denselben Direktivennamen wie ${link.url}; mit as: umbenennen / claims the same directive name as ${link.url}; rename it by as:`);
}

const claims = ({ namespace, imports }: Link, name: string): boolean =>
  name === namespace || name.startsWith(`${namespace}__`) || imports.some(([, local]) => local === `@${name}`);

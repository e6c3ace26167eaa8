import { visit, type DocumentNode } from 'graphql';
import { nameOfDirective, readLinks, type Link } from '../../consent/directives/links.js';
import { isConsentLink } from '../../consent/directives/names.js';
import { rulePerSchema, type Finding } from './rule.js';
import { FEDERATION_SPEC } from './view/federation.js';

/** Apollo's own authorization, which @apollo/gateway does not enforce, and ways around the gateway's fetches. */
const REFUSED = ['authenticated', 'requiresScopes', 'policy', 'context', 'fromContext', 'connect'];

export const specs = rulePerSchema(
  'specs',
  'Jeder Teilgraph bindet Federation 2 ein, die Freigabe-Spezifikation ohne "for:", und kein Berechtigungsverfahren von Apollo / ' +
    "Every subgraph links Federation 2, the consent spec without \"for:\", and none of Apollo's authorization",
  ({ subgraph, document }) => {
    const links = readLinks(document);
    return [...purposes(links), ...missing(links, subgraph), ...foreign(links, document)];
  },
);

/** Composition drops a spec with `for: SECURITY` without a word, and every mark with it. */
const purposes = (links: readonly Link[]): readonly Finding[] =>
  links.filter((link) => isConsentLink(link) && link.purpose !== null).map(({ purpose }) => [
    '@link',
    `for: ${purpose} an der Freigabe-Spezifikation lässt die Komposition alle Angaben verlieren; "for:" entfernen`,
    `for: ${purpose} on the consent spec makes composition lose every mark; remove "for:"`,
  ]);

const missing = (links: readonly Link[], subgraph: string | null): readonly Finding[] => {
  const spec = subgraph === null ? 'https://specs.apollo.dev/join/' : FEDERATION_SPEC;
  return links.some(({ url }) => url.startsWith(spec))
    ? []
    : [['@link', `bindet ${spec} nicht mit @link ein; so ist nicht lesbar, was @key und @requires bedeuten`, `does not @link ${spec}; what @key and @requires mean cannot be read`]];
};

function foreign(links: readonly Link[], document: DocumentNode): readonly Finding[] {
  const names = new Set<string>(REFUSED);
  const found = new Set<string>();
  for (const link of links) {
    const spec = /^https:\/\/specs\.apollo\.dev\/(\w+)\//.exec(link.url)?.[1];
    if (spec && REFUSED.includes(spec)) found.add(spec);
    if (spec !== 'federation') continue;
    for (const directive of REFUSED) {
      names.add(nameOfDirective(link, directive, 'federation'));
      if (link.imports.some(([name]) => name === `@${directive}`)) found.add(directive);
    }
  }
  visit(document, { Directive: ({ name }) => void (names.has(name.value) && found.add(name.value)) });
  return [...found].map((name) => [
    `@${name}`,
    'wird von diesem Gateway nicht durchgesetzt und abgelehnt; @consent(category: …) verwenden',
    'is not enforced by this gateway and refused; use @consent(category: …)',
  ]);
}

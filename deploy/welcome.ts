import { readFileSync } from 'node:fs';
import { UNITS, type Requester } from '../consent/core/index.js';
import { SHOWCASE } from '../demo/scenarios.js';

/** The unified client view of examples/, on one line: what five agencies know of one person, as far as the caller may see it. */
export const CLIENT_VIEW = readFileSync(new URL('../examples/unified-client-view.graphql', import.meta.url), 'utf8')
  .replace(/^#.*$/gm, '').replace(/\s+/g, ' ').trim();

export interface ShowcaseCall {
  readonly requester: Requester;
  readonly token: string;
  /** The client under the requester's pseudonym. */
  readonly client: string;
}

/** A command for a shell: JSON holds no single quote, so single quotes are safe around it. */
export function curl(gateway: string, { token, client }: ShowcaseCall): string {
  const body = JSON.stringify({ query: CLIENT_VIEW, variables: { id: client } });
  return `curl -s '${gateway}' -H 'content-type: application/json' -H 'x-purpose-of-use: ${SHOWCASE.purpose}' `
    + `-H 'x-occasion: ${SHOWCASE.occasion}' -H 'authorization: Bearer ${token}' -d '${body}'`;
}

/** What `npm start` says when everything runs. */
export function welcome(gateway: string, seconds: number, calls: readonly ShowcaseCall[]): string {
  const ready = `Freigabe ist bereit nach ${seconds.toFixed(1)} s / is ready after ${seconds.toFixed(1)} s: ${gateway}`;
  const commands = calls.map((call) => {
    const { unit, person } = call.requester;
    return `# ${UNITS.get(unit)!.name} (${unit}, ${person})\n${curl(gateway, call)}`;
  });
  return `
${ready}

Zum Ausprobieren: ${SHOWCASE.title}.
Dieselbe Abfrage, drei Stellen; jede sieht, was die Klientin ihr freigegeben hat. Die Tokens gelten acht Stunden.
The same query from three agencies; each sees what the client released to it. The tokens last eight hours.

${commands.join('\n\n')}

Im Browser / in the browser: ${new URL('/', gateway).href}
Weitere Tokens / more tokens: npm run -s token -- --help
Beenden / stop: Strg-C / Ctrl-C
`;
}

import { PURPOSES } from '../../../consent/core/index.js';
import type { Answer } from '../answer.js';
import { asset, graphiqlAssets, type Asset } from './assets.js';
import { CLIENT_SCRIPT, CLIENT_STYLE } from './client.js';

/** The explorer's answer for a path, or `null` if it has none. */
export type Explorer = (path: string) => Promise<Answer | null>;

/**
 * GraphiQL for developers at `/`, served wholly from this origin. Its packages are read when it is first opened. It
 * has no way of its own to the data: its requests are ordinary POSTs to `/graphql`.
 */
export function createExplorer(defaultQuery: string): Explorer {
  let loaded: Promise<ReadonlyMap<string, Answer>> | undefined;
  const load = async (): Promise<ReadonlyMap<string, Answer>> => {
    const own = [asset('start.js', 'text/javascript; charset=utf-8', Buffer.from(CLIENT_SCRIPT)), asset('start.css', 'text/css; charset=utf-8', Buffer.from(CLIENT_STYLE))];
    const assets = [...(await graphiqlAssets()), ...own];
    return new Map([['/', page(assets, defaultQuery)], ...assets.map(({ path, type, content }): [string, Answer] => [path, file(type, content)])]);
  };
  return async (path) => {
    if (path !== '/' && !path.startsWith('/explorer/')) return null;
    return (await (loaded ??= load())).get(path) ?? null;
  };
}

const file = (type: string, content: Buffer): Answer => ({
  status: 200,
  headers: { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' },
  body: content,
});

/** Scripts and styles only from this origin and only with the hashes in the page; no inline code, no other host. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; font-src data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function page(assets: readonly Asset[], defaultQuery: string): Answer {
  const of = (extension: string): readonly Asset[] => assets.filter(({ path }) => path.endsWith(extension));
  const body = `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Freigabe</title>
<link rel="icon" href="data:,">
${of('.css').map(({ path, integrity }) => `<link rel="stylesheet" href="${path}" integrity="${integrity}">`).join('\n')}
</head>
<body>
<form id="caller">
<label>Token <input name="token" type="password" autocomplete="off" placeholder="npm run token"></label>
<label>Zweck / Purpose <select name="purpose"><option value="">–</option>${Object.entries(PURPOSES).map(([code, { de }]) => `<option value="${code}">${escape(de)}</option>`).join('')}</select></label>
<label>Anlass / Occasion <input name="occasion" maxlength="64" autocomplete="off"></label>
<button>Anwenden / Apply</button>
</form>
<div id="graphiql"></div>
<script type="application/json" id="settings">${JSON.stringify({ defaultQuery }).replaceAll('<', '\\u003c')}</script>
${of('.js').map(({ path, integrity }) => `<script src="${path}" integrity="${integrity}"></script>`).join('\n')}
</body>
</html>
`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }, body };
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

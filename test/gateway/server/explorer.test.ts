import { createHash } from 'node:crypto';
import { runningGateway } from './running-gateway.js';

test('serves GraphiQL wholly from its own origin, under a policy that admits nothing else', async () => {
  await using gateway = await runningGateway({ explorer: true });
  const response = await fetch(gateway.url);
  const page = await response.text();

  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; font-src data:; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(page).not.toMatch(/https?:|\/\//);
  expect(page).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/);

  const loaded = [...page.matchAll(/(?:src|href)="(\/[^"]+)" integrity="(sha384-[^"]+)"/g)];
  expect(loaded.map(([, path]) => path!.replace(/\.[0-9a-f]{16}\./, '.'))).toEqual([
    '/explorer/graphiql.css', '/explorer/start.css', '/explorer/react.js', '/explorer/react-dom.js', '/explorer/graphiql.js', '/explorer/start.js',
  ]);
  for (const [, path, integrity] of loaded) {
    const file = await fetch(gateway.url + path);
    const content = Buffer.from(await file.arrayBuffer());
    expect(`sha384-${createHash('sha384').update(content).digest('base64')}`).toBe(integrity);
    expect(file.headers.get('cache-control')).toContain('immutable');
  }
});

test('offers token, every purpose and occasion, and a first query', async () => {
  await using gateway = await runningGateway({ explorer: true });
  const page = await (await fetch(gateway.url)).text();
  expect(page).toContain('name="token"');
  expect(page).toContain('name="occasion"');
  expect(page).toContain('<option value="KURSVERMITTLUNG">Kursvermittlung</option>');
  expect(page).toContain('{"defaultQuery":"{ greeting }"}');
});

test('has no files but its own', async () => {
  await using gateway = await runningGateway({ explorer: true });
  for (const path of ['/explorer/', '/explorer/graphiql.js', '/explorer/../package.json', '/explorer/%2e%2e/package.json', '/explorer/__proto__']) {
    expect((await fetch(gateway.url + path)).status).toBe(404);
  }
});

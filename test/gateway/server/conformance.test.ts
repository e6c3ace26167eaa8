import { auditServer } from 'graphql-http';
import { runningGateway } from './running-gateway.js';

test('speaks GraphQL over HTTP without an error or a warning of the conformance suite', async () => {
  await using gateway = await runningGateway();
  const fetchFn = (url: string, init?: RequestInit) =>
    fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), authorization: `Bearer ${gateway.token}` } });
  const results = await auditServer({ url: `${gateway.url}/graphql`, fetchFn });
  const failed = results.filter(({ status }) => status === 'error' || status === 'warn').map(({ id, name, status }) => ({ id, name, status }));
  expect(failed).toEqual([]);
  expect(results.length).toBeGreaterThan(50);
});

import { readFileSync } from 'node:fs';
import { HttpTransport, type ClientTls } from '../../gateway/release/transport.js';
import type { RequestContext } from '../../gateway/release/request-context.js';
import { readConfig } from '../../subgraphs/kit/config.js';
import { languageCourses } from '../../subgraphs/language-courses/agency.js';
import { runTestAgency, type RunningTestAgency } from '../subgraphs/running-agency.js';

const pem = (name: string): string => readFileSync(new URL(`../kit/tls/${name}`, import.meta.url), 'utf8');
const shown = (name: string, ca = 'county'): ClientTls => ({ ca: pem(`${ca}.pem`), cert: pem(`${name}.pem`), key: pem(`${name}.key`) });

/** An agency that answers nobody but the county's gateway, not even with an open catalogue. */
let agency: RunningTestAgency;
beforeAll(async () => {
  agency = await runTestAgency(languageCourses, { tls: { cert: pem('agency.pem'), key: pem('agency.key'), ca: pem('county.pem') } });
});
afterAll(() => agency.stop());

const context = { signal: undefined } as RequestContext;
async function ask(tls: ClientTls | null, url = agency.url): Promise<unknown> {
  const transport = new HttpTransport({ subgraph: 'language-courses', url, timeoutMs: 5_000, maxBytes: 1 << 20, connections: 1, tls });
  try {
    return (await transport.send({ query: '{ course(id: "none") { id } }', variables: {}, ticket: null }, context)).data;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await transport.close();
  }
}

describe('mutual TLS between gateway and agency', () => {
  it('lets the gateway in', async () => {
    expect(agency.url).toMatch(/^https:/);
    expect(await ask(shown('gateway'))).toEqual({ course: null });
  });

  it.each([
    ['nobody without a certificate', { ca: pem('county.pem') } as ClientTls],
    ['nobody with a certificate of another authority', shown('stranger')],
    ['nobody who does not know the county’s authority: it could be anybody’s agency', shown('gateway', 'elsewhere')],
    ['nobody with the trust of the system alone', null],
  ])('%s', async (_, tls) => {
    expect(await ask(tls)).toBe('SUBGRAPH_UNAVAILABLE');
  });

  it('is not spoken to without TLS', async () => {
    expect(await ask(null, agency.url.replace('https:', 'http:'))).toBe('SUBGRAPH_UNAVAILABLE');
  });
});

describe('its configuration', () => {
  const env = {
    DATABASE_URL: 'postgres://app@localhost/x', TICKET_PUBLIC_KEYS: '{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}',
  };

  it('needs all three parts, or none', () => {
    expect(readConfig(4103, env).tls).toBeNull();
    const tls = { TLS_CERT: pem('agency.pem'), TLS_KEY: pem('agency.key'), TLS_CLIENT_CA: pem('county.pem') };
    expect(readConfig(4103, { ...env, ...tls }).tls).toEqual({ cert: tls.TLS_CERT, key: tls.TLS_KEY, ca: tls.TLS_CLIENT_CA });
    expect(() => readConfig(4103, { ...env, TLS_CERT: tls.TLS_CERT })).toThrow(/TLS_KEY: fehlt.*\n- TLS_CLIENT_CA: fehlt/);
  });
});

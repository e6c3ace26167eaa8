import { generateKeyPairSync, sign } from 'node:crypto';
import { signTicket, TICKET_LIFETIME, TicketRefused, ticketVerifier, type TicketContent } from '../../../consent/ticket/index.js';

const NOW = Date.UTC(2026, 2, 1, 12);
const SKEW = 5_000;
const gateway = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const signing = { kid: 'k1', privateKey: gateway.privateKey };
const keys = new Map([['k1', gateway.publicKey]]);
const content: TicketContent = {
  aud: 'jobcenter', requestId: 'r-1', requester: { unit: 'KREIS_SERVICESTELLE', person: 'p1_x', role: 'CASE_MANAGER' }, purpose: 'KURSVERMITTLUNG', occasion: null,
  grants: [{ clients: ['c1_a'], owners: { JOBCENTER_LIPPE: { BENEFIT_REGIME: 'CONSENT:1' } } }],
};
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/** A token signed by a key, whatever it says. */
const forge = (header: unknown, claims: unknown, key = gateway.privateKey) => {
  const text = `${base64(header)}.${base64(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
};
const HEADER = { alg: 'EdDSA', typ: 'release-ticket+jwt', kid: 'k1' };
const claims = () => decoded(signTicket(content, signing, NOW).split('.')[1]!);
const fault = (token: string, at = NOW, verifier = ticketVerifier('jobcenter', keys)) => {
  try {
    verifier.verify(token, at);
    return 'ACCEPTED';
  } catch (error) {
    if (error instanceof TicketRefused) return error.fault;
    throw error;
  }
};

describe('a release ticket', () => {
  it('arrives as it was signed', () => {
    const iat = NOW / 1000;
    expect(ticketVerifier('jobcenter', keys).verify(signTicket(content, signing, NOW), NOW)).toEqual({
      ...content, iss: 'freigabe-gateway', jti: expect.any(String), iat, exp: iat + TICKET_LIFETIME,
    });
  });

  it('is good once', () => {
    const verifier = ticketVerifier('jobcenter', keys);
    const token = signTicket(content, signing, NOW);
    expect([fault(token, NOW, verifier), fault(token, NOW, verifier), fault(token, NOW + 9_000, verifier)]).toEqual(['ACCEPTED', 'REPLAYED', 'REPLAYED']);
    expect(fault(signTicket(content, signing, NOW), NOW, verifier)).toBe('ACCEPTED');
  });

  it('cannot be replayed at the edge of its life, after many others', () => {
    const verifier = ticketVerifier('jobcenter', keys);
    const token = signTicket(content, signing, NOW);
    fault(token, NOW, verifier);
    for (let second = 1; second < 20; second++) {
      fault(signTicket(content, signing, NOW + second * 1_000), NOW + second * 1_000, verifier);
      expect(fault(token, NOW + second * 1_000, verifier)).toMatch(/REPLAYED|EXPIRED/);
    }
  });

  it('lives for seconds, give or take the difference of clocks', () => {
    const token = signTicket(content, signing, NOW);
    const end = NOW + TICKET_LIFETIME * 1_000 + SKEW;
    expect([fault(token, end - 1), fault(token, end)]).toEqual(['ACCEPTED', 'EXPIRED']);
    expect([fault(token, NOW - SKEW), fault(token, NOW - SKEW - 1)]).toEqual(['ACCEPTED', 'NOT_YET_VALID']);
  });

  it('is for one subgraph', () => {
    expect(fault(signTicket({ ...content, aud: 'school-entry' }, signing, NOW))).toBe('WRONG_AUDIENCE');
  });

  it.each<[string, () => string, string]>([
    ['signed by a stranger', () => forge(HEADER, claims(), stranger.privateKey), 'BAD_SIGNATURE'],
    ['with other grants under the old signature', () => {
      const [header, , signature] = signTicket(content, signing, NOW).split('.');
      return [header, base64({ ...claims(), grants: [] }), signature].join('.');
    }, 'BAD_SIGNATURE'],
    ['without a signature', () => `${base64(HEADER)}.${base64(claims())}.`, 'MALFORMED'],
    ['of algorithm "none"', () => forge({ ...HEADER, alg: 'none' }, claims()), 'MALFORMED'],
    ['of algorithm HS256', () => forge({ ...HEADER, alg: 'HS256' }, claims()), 'MALFORMED'],
    ['that is an identity token', () => forge({ ...HEADER, typ: 'at+jwt' }, claims()), 'MALFORMED'],
    ['of an unknown key', () => forge({ ...HEADER, kid: 'k2' }, claims()), 'UNKNOWN_KEY'],
    ['whose key is called __proto__', () => forge({ ...HEADER, kid: '__proto__' }, claims()), 'UNKNOWN_KEY'],
    ['without a key', () => forge({ ...HEADER, kid: undefined }, claims()), 'MALFORMED'],
    ['of another issuer', () => forge(HEADER, { ...claims(), iss: 'someone' }), 'MALFORMED'],
    ['without an end', () => forge(HEADER, { ...claims(), exp: undefined }), 'MALFORMED'],
    ['without an id', () => forge(HEADER, { ...claims(), jti: undefined }), 'MALFORMED'],
    ['without grants', () => forge(HEADER, { ...claims(), grants: null }), 'MALFORMED'],
    ['with claims that are no object', () => forge(HEADER, 'x'), 'MALFORMED'],
    ['with a fourth part', () => `${signTicket(content, signing, NOW)}.x`, 'MALFORMED'],
    ['of rubbish', () => 'a.b.c', 'MALFORMED'],
    ['of nothing', () => '', 'MALFORMED'],
  ])('is refused %s', (_what, make, expected) => {
    expect(fault(make())).toBe(expected);
  });

  it('is accepted under the old and the new key while keys are changed', () => {
    const both = ticketVerifier('jobcenter', new Map([['k1', gateway.publicKey], ['k2', stranger.publicKey]]));
    expect(fault(signTicket(content, signing, NOW), NOW, both)).toBe('ACCEPTED');
    expect(fault(signTicket(content, { kid: 'k2', privateKey: stranger.privateKey }, NOW), NOW, both)).toBe('ACCEPTED');
  });
});

import type { Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Tests name consents by their internal ids; callers never do. What a caller of the unit sends in place of a test's input. */
export const sentBy = <Input>(unit: string, pseudonyms: Pseudonyms, input: Input): Input =>
  translated(input, (id) => (UUID.test(id) ? pseudonyms.write(`unit:${unit}`, id) : id));

/** An answer to a caller of the unit, with the internal ids of consents. */
export const readFor = <Output>(unit: string, pseudonyms: Pseudonyms, output: Output): Output =>
  translated(output, (id) => pseudonyms.read(`unit:${unit}`, id) ?? id);

const translated = <Value>(value: Value, translate: (id: string) => string): Value =>
  JSON.parse(JSON.stringify(value), (key, one: unknown) => {
    if (['consent', 'replaces', 'basisId'].includes(key) && typeof one === 'string') return translate(one);
    if (key === 'consentIds' && Array.isArray(one)) return one.map(translate);
    return key === 'consents' && Array.isArray(one) ? one.map((consent: { id?: string }) => (consent.id === undefined ? consent : { ...consent, id: translate(consent.id) })) : one;
  });

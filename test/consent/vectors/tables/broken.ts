import { client, cm, consent, granted, named, substituteOf, withheld, type Row, type Table } from './words.js';
import type { WrittenConsent } from '../format.js';

type Broken = Partial<Record<keyof WrittenConsent, unknown>>;
const broken = (over: Broken, ...others: WrittenConsent[]) => client({ consents: [{ ...consent(), ...over } as WrittenConsent, ...others], broken: true });
const beside = (over: Broken) => broken({ id: 'x', categories: ['SUPPORT_PLAN_LANG'], ...over }, consent());

const grants: readonly (readonly [shows: string, name: string, over: Broken])[] = [
  ['an unknown category among known ones', 'category', { categories: ['LANGUAGE_LEVEL', 'EVERYTHING'] }], ['a T6 category among known ones', 'category-t6', { categories: ['LANGUAGE_LEVEL', 'CRIMINAL'] }],
  ['a category in other letters', 'category-case', { categories: ['language_level', 'LANGUAGE_LEVEL'] }], ['a number among the categories', 'category-number', { categories: ['LANGUAGE_LEVEL', 7] }],
  ['categories that are no list', 'categories-text', { categories: 'LANGUAGE_LEVEL' }], ['no categories', 'categories-missing', { categories: null }],
  ['an unknown tick', 'tick', { explicitCategories: ['EVERYTHING'] }], ['ticks that are no list', 'ticks', { explicitCategories: true }],
  ['a wildcard among the purposes', 'purpose', { purposes: ['KURSVERMITTLUNG', '*'] }], ['purposes that are no list', 'purposes-text', { purposes: 'KURSVERMITTLUNG' }], ['no purposes', 'purposes-missing', { purposes: null }],
  ['a wildcard among the receivers', 'receiver', { receivingUnits: ['KREIS_SERVICESTELLE', '*'] }], ['an unknown unit among the releasers', 'releaser', { releasingUnits: ['NWL_CUK', 'POLIZEI'] }],
  ['releasers that are no list', 'releasers-text', { releasingUnits: 'NWL_CUK' }], ['a name every object has among the receivers', 'prototype', { receivingUnits: ['KREIS_SERVICESTELLE', '__proto__'] }],
  ['a nameless receiving person', 'nameless', { receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: '' }] }], ['nothing among the releasing persons', 'person-null', { releasingPersons: [null] }],
  ['an unknown state', 'state', { state: 'GRANTED' }], ['no state', 'state-missing', { state: null }], ['an unknown form', 'form', { form: 'TELEPATHISCH' }], ['no form', 'form-missing', { form: null }],
  ['no end', 'endless', { to: null }], ['an end that is no date', 'end', { to: 'nie' }], ['no start', 'startless', { from: null }], ['a start that is no date', 'start', { from: 'immer' }],
  ['an unknown exclusion', 'exclusion', { exclusions: ['EVERYTHING'] }],
];
const excludes: readonly (readonly [shows: string, name: string, over: Broken])[] = [
  ['an exclusion that nobody knows', 'x-unknown', { exclusions: ['LANGUAGE_LVL'] }], ['an exclusion of T6 data, which are never released', 'x-t6', { exclusions: ['CRIMINAL'] }],
  ['exclusions that are no list', 'x-text', { exclusions: 'SUPPORT_PLAN_LANG' }], ['no exclusions recorded', 'x-missing', { exclusions: null }],
  ['an exclusion without a readable releaser', 'x-releaser', { exclusions: ['LANGUAGE_LEVEL'], releasingUnits: null }], ['an exclusion without a readable receiver', 'x-receiver', { exclusions: ['LANGUAGE_LEVEL'], receivingUnits: null }],
  ['an exclusion against a person who cannot be read', 'x-person', { exclusions: ['LANGUAGE_LEVEL'], receivingUnits: [], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: '' }] }],
  ['an exclusion since nobody knows when', 'x-start', { exclusions: ['LANGUAGE_LEVEL'], from: 'immer' }], ['an exclusion in a state nobody knows', 'x-state', { exclusions: ['LANGUAGE_LEVEL'], state: 'GRANTED' }],
  ['an exclusion in a form nobody knows', 'x-form', { exclusions: ['LANGUAGE_LEVEL'], form: 'TELEPATHISCH' }],
];
const harmless: readonly (readonly [shows: string, name: string, over: Broken])[] = [
  ['a broken paper does not spoil a whole one', 'h-paper', { categories: ['EVERYTHING'] }], ['a broken paper that excludes another category', 'h-category', { exclusions: ['SUPPORT_PLAN_LANG'], form: 'TELEPATHISCH' }],
  ['a broken draft excludes nothing', 'h-draft', { state: 'ENTWURF', exclusions: ['LANGUAGE_LVL'] }], ['a broken exclusion between other units', 'h-units', { receivingUnits: ['JOBCENTER_LIPPE'], exclusions: ['LANGUAGE_LVL'] }],
];
const ask = (shows: string, name: string, expect: Row[6], who = cm): Row => [shows, name, who, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', expect];

export const BROKEN: Table = {
  file: '14-broken-records', prefix: 'BROKEN', title: 'A record that is not fully understood grants nothing, and forbids whatever it may forbid',
  source: 'C.5-4 (no blanket declaration), C.10; Art. 25 Abs. 2 GDPR: in doubt nothing leaves',
  clients: {
    ...Object.fromEntries(grants.map(([, name, over]) => [name, broken(over)])),
    ...Object.fromEntries([...excludes, ...harmless].map(([, name, over]) => [name, beside(over)])),
    'x-colleague': broken({ id: 'x', exclusions: ['LANGUAGE_LVL'], receivingUnits: [], receivingPersons: [named(cm)] }, consent()),
  },
  rows: [
    ...grants.map(([shows, name]) => ask(`grants nothing with ${shows}`, name, withheld(name === 'exclusion' ? 'EXPLICITLY_EXCLUDED' : 'CONSENT_MISSING'))),
    ...excludes.map(([shows, name]) => ask(`forbids with ${shows}`, name, withheld('EXPLICITLY_EXCLUDED'))),
    ...harmless.map(([shows, name]) => ask(shows, name, granted('CONSENT', 'c1'))),
    ask('forbids towards the person it names with an unreadable exclusion', 'x-colleague', withheld('EXPLICITLY_EXCLUDED')),
    ask('and not towards a colleague', 'x-colleague', granted('CONSENT', 'c1'), substituteOf(cm)),
  ],
};

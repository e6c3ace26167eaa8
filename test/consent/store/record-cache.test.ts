import { createRecordCache, type RecordCache } from '../../../consent/store/record-cache.js';

const anna = { version: 1, relations: [], consents: [], emergencies: [] };
let cache: RecordCache;
beforeEach(() => {
  cache = createRecordCache(2);
  cache.open();
});

it('keeps that there is nobody like it keeps what is recorded of somebody: asking twice tells neither from the other', async () => {
  await cache.load(['anna', 'nobody'], async () => new Map([['anna', anna]]));
  expect([cache.get('anna'), cache.get('nobody'), cache.get('never asked')]).toEqual([anna, null, undefined]);
});

it('asks again about somebody who has come, also where that was while it read', async () => {
  await cache.load(['nobody'], async () => new Map());
  cache.forget('nobody');
  expect(cache.get('nobody')).toBeUndefined();
  await cache.load(['nobody'], async () => {
    cache.forget('nobody');
    return new Map();
  });
  expect(cache.get('nobody')).toBeUndefined();
});

it('lets ids of nobody drive nobody’s records out', async () => {
  await cache.load(['anna'], async () => new Map([['anna', anna]]));
  await cache.load(['1', '2', '3'], async () => new Map());
  expect([cache.get('anna'), cache.get('1'), cache.get('3')]).toEqual([anna, undefined, null]);
});

it('keeps nothing while it cannot hear of changes', async () => {
  await cache.load(['nobody'], async () => new Map());
  cache.shut();
  expect(cache.get('nobody')).toBeUndefined();
});

import { randomUUID } from 'node:crypto';
import { entry, relation, testCounty } from './county.js';
it('speed', async () => {
  const county = await testCounty();
  const store = await county.open();
  const ids = Array.from({ length: 200 }, () => randomUUID());
  await store.importClients(ids.map((id) => ({ id, relations: [relation()], consents: [] })));
  const heads = [...(await store.records(ids))].map(([clientId, { version }]) => ({ clientId, version }));
  const one = (i: number) => store.commit({ heads: [heads[i % 200]!], until: Infinity, entries: [entry({ client: heads[i % 200]!.clientId })] });
  for (let i = 0; i < 200; i++) await one(i);
  const t = performance.now(); for (let i = 0; i < 300; i++) await one(i);
  const alone = (performance.now() - t) / 300;
  const s = performance.now(); let n = 0; const total = 20000;
  await Promise.all(Array.from({ length: 64 }, async () => { while (n < total) await one(n++); }));
  console.log('alone ms', alone, 'per s', total / (performance.now() - s) * 1000);
  await county.close();
});

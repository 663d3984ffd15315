import { describe, expect, test } from 'vitest';
import { type SeededSystem, seededChance } from '../../shared/adapters/memory/seeded-system.ts';
import { systemOf } from '../../shared/adapters/system.ts';
import { networkOf } from '../../shared/cases/intake/network.ts';
import { findLink, submissionCompanion } from '../../shared/cases/intake/submission.ts';
import { hashOfToken } from '../../shared/cases/intake/submit-case.ts';
import type { World } from '../../shared/cases/world.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import type { RowKey } from '../../shared/engine/storage/row.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { room } from '../cases/room.ts';
import { stubSecrets } from '../sim/world/stub-secrets.ts';
import { httpEvent, lambdaContext } from './event.ts';
import { type HttpApi, http, proxy, reported } from './http-api.ts';

const tokens = systemOf(() => 0, seededChance(20261123));
const track = 'GET /v1/track/{token}';
const tried = ({ ask }: HttpApi, token: string, sourceIp = '192.0.2.1') =>
  ask(track, { path: { token }, sourceIp });

/** Requests unknown links until the hourly budget of an address is used up. */
async function guess(rig: HttpApi, count: number, sourceIp?: string): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let left = count; left > 0; left -= 1)
    statuses.push((await tried(rig, tokens.newToken(), sourceIp)).status);
  return statuses;
}

describe('links that lead nowhere', () => {
  test('are answered 404, and beyond sixty in an hour 429 with what to do instead', async () => {
    const rig = await http();
    const statuses = await guess(rig, 62);
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 404), 429, 429]);
    const { headers, body } = await rig.ask(track, {
      path: { token: tokens.newToken() },
      headers: { 'accept-language': 'en' },
    });
    expect(headers['retry-after']).toBe('3600');
    expect(body).toMatchObject({
      code: 'too-many-tries',
      detail: expect.stringContaining('call the police room'),
    });
  });

  test('count for the sender whom a proxy of the stage names, and not for all who come by it', async () => {
    const rig = await http();
    const by = (sender: string) => {
      const headers = { 'x-forwarded-for': `${sender}, ${proxy}` };
      return rig.ask(track, { path: { token: tokens.newToken() }, sourceIp: proxy, headers });
    };
    for (let left = 60; left > 0; left -= 1) await by('192.0.2.1');
    expect((await by('192.0.2.1')).status).toBe(429);
    expect((await by('192.0.2.2')).status).toBe(404);
    expect((await tried(rig, tokens.newToken(), '192.0.2.1')).status).toBe(429);
  });

  test('count for who connects, whatever a sender writes into the header of a proxy', async () => {
    const rig = await http();
    const forged = (index: number) =>
      rig.ask(track, {
        path: { token: tokens.newToken() },
        headers: { 'x-forwarded-for': `192.0.2.${index}` },
        sourceIp: '203.0.113.1',
      });
    for (let index = 0; index < 60; index += 1) await forged(index);
    expect((await forged(61)).status).toBe(429);
  });

  test('count alike as a page, as JSON and as an action, and a page is answered by a page', async () => {
    const rig = await http();
    for (let left = 20; left > 0; left -= 1) {
      const path = { token: tokens.newToken() };
      await rig.ask('GET /t/{token}', { path });
      await rig.ask('POST /v1/track/{token}/reopen', { path, body: {} });
      await rig.ask('POST /t/{token}', {
        path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'action=withdraw',
      });
    }
    const page = await rig.ask('GET /t/{token}', { path: { token: tokens.newToken() } });
    expect([page.status, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(page.text).toContain('110');
  });

  test('do not block the valid link of another resident behind the same address', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    await guess(rig, 70);
    expect((await tried(rig, token)).status).toBe(200);
    const added = await rig.ask('POST /v1/track/{token}/messages', {
      path: { token },
      body: { text: '还有' },
    });
    expect(added.status).toBe(200);
    expect((await tried(rig, tokens.newToken())).status).toBe(429);
  });

  test('are not counted where they lead somewhere, however often', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    for (let left = 100; left > 0; left -= 1) await tried(rig, token);
    expect((await tried(rig, tokens.newToken())).status).toBe(404);
  });

  test('are forgotten after the hour, and another address has its own budget', async () => {
    const rig = await http();
    await guess(rig, 61);
    expect((await tried(rig, tokens.newToken(), '198.51.100.1')).status).toBe(404);
    (rig.world.system as SeededSystem).pass(HOUR);
    expect((await tried(rig, tokens.newToken())).status).toBe(404);
  });

  test('are answered as before when nothing can be counted', async () => {
    const world = await room();
    const countUp = () => Promise.reject(new Unavailable('no answer'));
    const rig = await http({ store: { ...world.store, countUp } });
    expect(await guess(rig, 62)).toEqual([...Array.from({ length: 60 }, () => 404), 429, 429]);
  });
});

/** Records every read of the store by its name, and for a companion also by the kind of its row. */
function watched(world: World): { readonly world: World; readonly reads: string[] } {
  const reads: string[] = [];
  const names = ['companion', 'companions', 'load', 'history', 'findPlace', 'findStation'] as const;
  const store = { ...world.store };
  for (const name of names) {
    const read = world.store[name] as (...args: readonly unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [name]: (...args: readonly unknown[]) => {
        reads.push(name === 'companion' ? `companion ${kindOfRow(args[0] as RowKey)}` : name);
        return read(...args);
      },
    });
  }
  return { world: { ...world, store }, reads };
}

/** `T` for a secret link, `C` for the answer to a command. */
const kindOfRow = ({ sk }: RowKey): string => sk.replace(/#.*/, '');

/** Removes the key of the link's holder from its row, so that the link opens nothing any more. */
async function eraseLink({ store }: World, token: string): Promise<void> {
  const link = await findLink(store, hashOfToken(token));
  if (link === undefined) throw new Error('no link');
  const { key, values } = submissionCompanion(link);
  const { readerKey: _, ...left } = values;
  const erased = { key, values: left, condition: { unchanged: {} }, conflict: 'token' } as const;
  expect(await store.writeCompanions([erased])).toBe(true);
}

describe('the work behind a link', () => {
  test('is one key that is derived and unwrapped, wherever it leads, and the answer is the same', async () => {
    const world = await room();
    let unwrapped = 0;
    const readerKeys: World['readerKeys'] = {
      ...world.readerKeys,
      opener: (...args) => {
        unwrapped += 1;
        return world.readerKeys.opener(...args);
      },
      openDecoy: () => {
        unwrapped += 1;
        return world.readerKeys.openDecoy();
      },
    };
    const rig = await http({ store: world.store, readerKeys });
    const [known, erased] = [await reported(rig), await reported(rig, { what: '另一件事' })];
    await eraseLink(world, erased.token);
    const answers = new Set<string>();
    for (const token of [known.token, erased.token, tokens.newToken(), tokens.newToken()]) {
      unwrapped = 0;
      const { status, text } = await tried(rig, token);
      expect(unwrapped).toBe(1);
      answers.add(`${status} ${token === known.token ? '' : text.replace(/"instance":"[^"]*"/, '')}`);
    }
    expect([...answers].map((one) => one.slice(0, 3))).toEqual(['200', '404']);
    const path = { token: erased.token };
    const added = await rig.ask('POST /v1/track/{token}/messages', { path, body: { text: '还有' } });
    expect(added.status).toBe(404);
  });

  test.each(['GET /t/{token}', 'GET /v1/track/{token}'] as const)(
    'is the same kind and number of reads, wherever it leads: %s',
    async (id) => {
      const { world, reads } = watched(await room());
      const rig = await http({ store: world.store });
      const { token } = await reported(rig);
      const readsOf = async (one: string) => {
        reads.length = 0;
        await rig.ask(id, { path: { token: one } });
        return [...reads];
      };
      const hit = await readsOf(token);
      expect(hit.length).toBeGreaterThan(2);
      for (let left = 5; left > 0; left -= 1) expect(await readsOf(tokens.newToken())).toEqual(hit);
      const erased = await reported(rig, { what: '另一件事' });
      await eraseLink(world, erased.token);
      expect(await readsOf(erased.token)).toEqual(hit);
      // The same beyond the budget, because the link is looked up before the guess is counted.
      await guess(rig, 70);
      expect(await readsOf(tokens.newToken())).toEqual(hit);
    },
  );
});

test('100,000 random links get 404 or 429, cost few writes, and none of them opens anything', async () => {
  // Each link costs some 0.4 ms of cryptography, which this many need not spend.
  const world = { ...(await room()), ...stubSecrets() };
  let writes = 0;
  const countUp: typeof world.store.countUp = (...args) => {
    writes += 1;
    return world.store.countUp(...args);
  };
  const rig = await http({ ...world, store: { ...world.store, countUp } });
  const { token } = await reported(rig);
  const [before, counts] = [writes, new Map<number, number>()];
  for (let left = 100_000; left > 0; left -= 1) {
    const event = httpEvent(track, { path: { token: tokens.newToken() }, sourceIp: `192.0.2.${left % 4}` });
    const { statusCode = 0 } = await rig.residents(event, lambdaContext);
    counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1);
  }
  expect([...counts].toSorted()).toEqual([
    [404, 240],
    [429, 99_760],
  ]);
  expect(writes - before).toBeLessThan(40);
  expect((await tried(rig, token, '192.0.2.1')).status).toBe(200);
});

describe('an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:0DB8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('is in no counter name, log or metric, and its hash is another one the next day', async () => {
    const world = await room();
    const names: string[] = [];
    const countUp: typeof world.store.countUp = (name, ...rest) => {
      names.push(name);
      return world.store.countUp(name, ...rest);
    };
    const rig = await http({ store: { ...world.store, countUp } });
    await guess(rig, 8, '203.0.113.77');
    await reported(rig);
    (rig.world.system as SeededSystem).pass(24 * HOUR);
    await guess(rig, 8, '203.0.113.77');
    expect(JSON.stringify([names, rig.lines, rig.counted])).not.toMatch(/203\.0\.113|192\.0\.2/);
    const misses = names.filter((name) => name.startsWith('misses')).map((name) => name.split('#').at(-1));
    expect(new Set(misses).size).toBe(2);
  });
});

test('reports are counted, and those of low trust in addition', async () => {
  const rig = await http();
  await reported(rig);
  expect(rig.counted).toEqual([{ 'reports-received': 1, 'reports-low-trust': 1 }]);
});

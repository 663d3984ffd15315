import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownKinds } from '../../shared/adapters/channels/channels.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { SECOND } from '../../shared/engine/calendar/instant.ts';
import { stationId } from '../../shared/engine/scope.ts';
import type { ChannelsContent } from '../../shared/policies/channels-content.ts';
import { publishedChannels } from '../../shared/policies/published-channels.ts';
import { recentVersions } from '../../shared/policies/published-policies.ts';
import { standardCalendar, standardContent } from '../../shared/policies/standard.ts';
import { enter } from '../../shared/register/enter.ts';
import { contentInUse, publishFiles } from '../../shared/register/publish-files.ts';
import { operator } from '../../shared/register/record.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { room } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';

const now = at('2026-11-23 10:00');
const [st1, st2] = [stationId('st1'), stationId('st2')];
const words = { 'zh-CN': '清河里', en: 'Qinghe Lane' };
const example = readFileSync('docs/channels.example.json', 'utf8');
const content = JSON.parse(example) as ChannelsContent;

async function desk() {
  const store = memoryStore();
  const { system } = await room();
  const world = { store, system, channelKinds: knownKinds };
  for (const station of [st1, st2]) {
    await enter(
      world,
      station,
      { station: { station, words, compound: words, phone: '0931' } },
      operator(now),
    );
  }
  const publish = (files: object, isPreview = false) =>
    publishFiles(
      world,
      'st1',
      {
        files: Object.fromEntries(Object.entries(files).map(([name, one]) => [name, JSON.stringify(one)])),
        isPreview,
      },
      operator(now),
    );
  return { store, world, publish };
}

describe('channels', () => {
  it('are shown before they are published, and then stand in the history and for their station alone', async () => {
    const { store, publish } = await desk();
    expect(await publish({ channels: content }, true)).toMatchObject({
      lines: ['st1: this would change', {}],
    });
    const published = publishedChannels(
      store,
      recentVersions(store, () => now),
    );
    expect(await published(st1)).toBeUndefined();
    const { lines = [] } = (await publish({ channels: content })) as { lines?: readonly string[] };
    expect(lines[0]).toContain('st1: published channels 2026-12-01; in force within ten seconds.');
    expect(lines[1]).toContain('channels: absent → ');
    const later = publishedChannels(
      store,
      recentVersions(store, () => now + 10 * SECOND),
    );
    expect(await later(st1)).toEqual(content);
    expect(await later(st2)).toBeUndefined();
    const { facts } = await store.history(registerKey(st1));
    expect(facts.slice(-2).map(({ fact }) => fact.fact)).toEqual(['channels-published', 'versions-chosen']);
    expect(JSON.parse(await contentInUse(store, 'st1', 'channels'))).toEqual(content);
  });

  it('stay when a policy is published, and the policy when they are', async () => {
    const { store, publish } = await desk();
    await publish({ policy: { ...standardContent, version: 'next' } });
    await publish({ channels: content });
    await publish({ calendar: { ...standardCalendar, version: 'next' } });
    expect(
      await publishedChannels(
        store,
        recentVersions(store, () => now),
      )(st1),
    ).toEqual(content);
    expect(JSON.parse(await contentInUse(store, 'st1', 'policy'))).toMatchObject({ version: 'next' });
  });

  it('change by another version, and one version never changes', async () => {
    const { store, publish } = await desk();
    await publish({ channels: content });
    expect(await publish({ channels: content })).toEqual({ lines: ['st1: nothing changes.'] });
    const [duty] = content.channels;
    const other = { ...content, channels: [{ ...duty, language: 'en' }, ...content.channels.slice(1)] };
    expect(await publish({ channels: other })).toEqual({
      refusal: { code: 'version-taken', version: '2026-12-01' },
    });
    const next = { ...other, version: '2026-12-02' };
    const { lines = [] } = (await publish({ channels: next })) as { lines?: readonly string[] };
    expect(lines.slice(1)).toEqual([
      '  channels.version: "2026-12-01" → "2026-12-02"',
      '  channels.channels.0.language: "zh-CN" → "en"',
    ]);
    expect(
      await publishedChannels(
        store,
        recentVersions(store, () => now),
      )(st1),
    ).toEqual(next);
  });

  it('are read once for each version, and which is in force every ten seconds', async () => {
    const { store, publish } = await desk();
    await publish({ channels: content });
    let time = now;
    const reads: string[] = [];
    const counted: typeof store.companion = (key, ...rest) => {
      reads.push(key.sk);
      return store.companion(key, ...rest);
    };
    const read = { companion: counted };
    const published = publishedChannels(
      read,
      recentVersions(read, () => time),
    );
    for (time of [now, now + 10 * SECOND - 1, now + 10 * SECOND])
      expect(await published(st1)).toEqual(content);
    expect(reads).toEqual(['CURRENT', 'CHANNELS#2026-12-01', 'CURRENT']);
    await publish({ channels: { ...content, version: '2026-12-02' } });
    expect(await published(st1)).toEqual(content);
    time += 10 * SECOND;
    expect(await published(st1)).toMatchObject({ version: '2026-12-02' });
    expect(reads.slice(3)).toEqual(['CURRENT', 'CHANNELS#2026-12-02']);
  });

  it.each([
    ['a secret', { ...content, channels: [{ name: 'duty', kind: 'webhook', secret: 'x' }] }, /secret/],
    [
      'an address',
      { ...content, channels: [{ name: 'duty', kind: 'smtp', settings: { host: 'mail.example.cn' } }] },
      /belongs to the secret/,
    ],
    ['no route', { ...content, routes: [] }, /No route is for guard/],
    ['an unknown kind', { ...content, channels: [{ name: 'duty', kind: 'pigeon' }] }, /of the kind pigeon/],
    ['a name that is a path', { ...content, channels: [{ name: '../x', kind: 'webhook' }] }, /small letters/],
  ])('are refused with %s, in a sentence', async (_, channels, sentence) => {
    const { publish } = await desk();
    await expect(publish({ channels })).rejects.toThrow(sentence);
  });

  it('that were never published are the deployment’s, which the register does not know', async () => {
    const { store } = await desk();
    await expect(contentInUse(store, 'st1', 'channels')).rejects.toThrow('has published no channels');
  });

  it('are not taken over from a row that somebody wrote past the register', async () => {
    const { store, publish } = await desk();
    await publish({ channels: content });
    const { pk, sk } = { pk: 'S#st1#POLICY', sk: 'CURRENT' };
    const { pk: _, sk: __, ...current } = (await store.companion({ pk, sk })) ?? {};
    await store.writeCompanions([
      {
        key: { pk, sk },
        values: { ...current, channels: 'forged' },
        condition: { unchanged: {} },
        conflict: 'x',
      },
    ]);
    await store.writeCompanions([
      {
        key: { pk, sk: 'CHANNELS#forged' },
        values: (await store.companion({ pk, sk: 'CHANNELS#2026-12-01' })) ?? {},
        condition: 'absent',
        conflict: 'x',
      },
    ]);
    const both = {
      policy: { ...standardContent, version: 'next' },
      calendar: { ...standardCalendar, version: 'next' },
    };
    expect(await publish(both)).toEqual({ refusal: { code: 'register-changed' } });
    const whole = { ...both, channels: { ...content, version: '2026-12-03' } };
    expect(await publish(whole)).toMatchObject({ lines: expect.any(Array) });
  });
});

import { describe, expect, it } from 'vitest';
import type { ChannelsContent } from '../../shared/policies/channels-content.ts';
import { type ChannelKinds, checkChannels } from '../../shared/policies/check-channels.ts';

const kinds: ChannelKinds = {
  names: ['robot', 'pager'],
  limitsOf: async (kind) => ({ length: { max: kind === 'pager' ? 59 : 2048, unit: 'characters' } }),
};

const sound: ChannelsContent = {
  version: '1',
  channels: [
    { name: 'duty', kind: 'robot' },
    { name: 'chief', kind: 'robot' },
  ],
  routes: [
    { to: ['chief'], urgent: true, channels: ['chief', 'duty'] },
    { to: ['guard', 'officer', 'chief', 'district'], channels: ['duty'] },
  ],
};

const faultsOf = (change: Partial<ChannelsContent>) => checkChannels({ ...sound, ...change }, kinds);

describe('the channels of a station', () => {
  it('need no route to residents, who have their pages', async () => {
    await expect(faultsOf({})).resolves.toBeUndefined();
  });

  it.each([
    [
      'a route without a channel',
      { routes: [...sound.routes, { to: ['resident'], channels: [] }] },
      'The route to resident has no channel.',
    ],
    [
      'a route to a channel that there is not',
      { routes: [{ to: ['guard'], channels: ['dutty'] }, ...sound.routes] },
      'The route to guard names the channel dutty, which is not in the file.',
    ],
    [
      'a role that no route is for',
      { routes: [{ to: ['guard', 'officer', 'chief'], channels: ['duty'] }] },
      'No route is for district.',
    ],
    [
      'a role whose quiet messages have no route',
      {
        routes: [
          { to: ['chief'], urgent: true, channels: ['duty'] },
          { to: ['chief'], sensitive: true, channels: ['duty'] },
          { to: ['guard', 'officer', 'district'], channels: ['duty'] },
        ],
      },
      'No route is for chief where a message is not urgent and not sensitive.',
    ],
    [
      'a kind that there is not',
      { channels: [...sound.channels, { name: 'x', kind: 'telepathy' }] },
      'The channel x is of the kind telepathy; there are: robot, pager.',
    ],
    [
      'a kind that no message fits',
      { channels: [...sound.channels, { name: 'beep', kind: 'pager' }] },
      'The channel beep cannot hold the shortest message.',
    ],
    [
      'two channels of one name',
      { channels: [...sound.channels, { name: 'duty', kind: 'robot' }] },
      'The channel duty stands in the file twice.',
    ],
  ] satisfies readonly [string, Partial<ChannelsContent>, string][])(
    'are refused with %s',
    async (_, change, sentence) => {
      await expect(faultsOf(change)).rejects.toThrow(new RangeError(sentence));
    },
  );
});

import type { ChannelMessage } from '../../../shared/adapters/channels/channel-adapter.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { at } from '../../engine/wall-clock.ts';

/** The moment at which the tests of channels send. */
export const sentAt: Instant = at('2026-11-23 10:05');

/** A message to one resident, and what a test changes about it. */
export const someMessage = (address: string, part: Partial<ChannelMessage> = {}): ChannelMessage => ({
  notice: {
    id: 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0',
    station: stationId('st1'),
    about: 'case',
    kind: 'reply',
    to: 'resident',
    people: [],
    language: 'zh-CN',
    at: sentAt,
  },
  text: {
    title: '民警回复了：4827193',
    text: '您的事项 4827193 有了回复，请打开查询页查看。',
    details: { reference: '4827193' },
  },
  mentions: [],
  address,
  ...part,
});

/** The message with other words. */
export const saying = (address: string, title: string, text: string): ChannelMessage =>
  someMessage(address, { text: { title, text, details: {} } });

import { type MemoryChannel, memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { residentBook } from '../../shared/cases/notices/resident-book.ts';
import type { ChannelMessage, Judged } from '../../shared/engine/outbox/channel.ts';
import { residentNoticeText } from '../../shared/locales/resident-notice-text.ts';
import { type DutyRoom, dutyRoom } from './duty-room.ts';

/** As short as the origin of a station should be for a link in a Chinese message of one part. */
export const ORIGIN = 'https://hy.example.cn';

/** What a provider of short messages refuses, and what one of mail does. */
const isRight = ({ address = '', text, mentions }: ChannelMessage, reaches: 'phone' | 'mail'): boolean =>
  mentions.length === 0 &&
  (reaches === 'phone'
    ? /^\+[1-9]\d{6,14}$/.test(address) && !text.text.includes('\n')
    : /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(address) && !/[\r\n]/.test(text.title));

/** A channel to one person that is as strict as a provider. */
export function strictChannel(name: string, reaches: 'phone' | 'mail'): MemoryChannel {
  const channel = memoryChannel(name, { reaches });
  const refused: Judged = { result: 'permanent', code: 'malformed' };
  return {
    ...channel,
    send: async (message, now) => (isRight(message, reaches) ? channel.send(message, now) : refused),
  };
}

/** A duty room whose two senders are apart, as they are deployed. */
export interface ResidentsRoom {
  readonly room: DutyRoom;
  /** The world of the function that sends to residents. */
  readonly toResidents: DutyRoom;
  readonly staff: MemoryChannel;
  readonly sms: MemoryChannel;
  readonly mail: MemoryChannel;
}

export async function residentsRoom(smsPerDayMax = 200): Promise<ResidentsRoom> {
  const given = await dutyRoom();
  const [sms, mail] = [strictChannel('sms', 'phone'), strictChannel('mail', 'mail')];
  const channels = memoryChannels(
    { channel: given.sink, to: ['guard', 'officer', 'chief', 'district'] },
    { channel: sms, to: ['resident'] },
    { channel: mail, to: ['resident'] },
  );
  const room = { ...given, channels, serves: 'staff' as const };
  const residents = residentBook({
    store: room.store,
    opener: room.contacts,
    origin: ORIGIN,
    textOf: residentNoticeText,
    smsPerDayMax: async () => smsPerDayMax,
  });
  return { room, toResidents: { ...room, serves: 'resident', residents }, staff: given.sink, sms, mail };
}

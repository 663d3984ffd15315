import { messageOnWire } from '../../../infra/local/channels/message-on-wire.ts';
import { providerChannels } from '../../../infra/local/channels/provider-channels.ts';
import type { Known, KnownDelivery } from '../../../infra/local/inbox/known.ts';
import { toIso } from '../../../shared/engine/calendar/instant.ts';
import type { Person } from '../../../shared/engine/outbox/person.ts';
import { personId, stationId } from '../../../shared/engine/scope.ts';
import { at } from '../../engine/wall-clock.ts';

/** The time of the page. */
export const MORNING = at('2026-11-23 10:30');
const received = at('2026-11-23 10:05');
const station = stationId('st1');

/** A delivery of the case 4827193 to the guards, unless something else is given. */
export const delivery = (id: string, more: Partial<KnownDelivery> = {}): KnownDelivery => ({
  id,
  station,
  reference: '4827193',
  subject: { about: 'aggregate', key: { kind: 'case', station, id }, version: 1, index: 0 },
  message: { to: 'guard', kind: 'level' },
  priority: 'P2',
  language: 'zh-CN',
  createdAt: received,
  attempts: 1,
  state: 'pending',
  ...more,
});

const person = (id: string, role: Person['role'], displayName: string): Person => ({
  person: personId(id),
  station,
  role,
  displayName,
  onLeave: false,
  platforms: { wecom: id, dingtalk: id, feishu: `ou_${id.replaceAll('-', '')}` },
});

const resident = { to: 'resident', kind: 'reply' } as const;
const tomorrow = at('2026-11-24 07:00');

export const known: Known = {
  people: [
    person('guard-ma', 'guard', '马师傅'),
    person('officer-li', 'officer', '李警官'),
    person('chief-zhao', 'chief', '赵所长'),
  ],
  channels: new Map([[station, providerChannels]]),
  isCut: false,
  deliveries: [
    delivery('d-level', { state: 'sent', channel: 'wecom' }),
    delivery('d-reply', { state: 'sent', channel: 'sms', message: resident }),
    delivery('d-reported', {
      ...{ state: 'sent', channel: 'sms', message: resident, reference: '5120338' },
      report: { outcome: 'delivered', code: 'DELIVRD', at: received },
    }),
    delivery('d-mail', { state: 'sent', channel: 'mail', message: resident, reference: '5120338' }),
    delivery('d-held', { held: true, dueAt: tomorrow, message: { to: 'officer', kind: 'alert' } }),
    delivery('d-night', { held: true, dueAt: tomorrow, message: resident }),
    delivery('d-met', {
      state: 'suppressed',
      reason: 'clock-met',
      message: { to: 'chief', kind: 'reminder' },
    }),
    delivery('d-dead', {
      state: 'dead',
      reason: 'unstaffed',
      message: { to: 'district', kind: 'level' },
    }),
  ],
};

const nobody = { mentioned: [], everyone: false, at: received } as const;
const link = 'http://127.0.0.1:8787/t/k3Vd9QmZ2xW7bLr5TnPc8sHj4YfAe6Ug';
const level = '升级提醒：4827193\n事项 4827193（P2，东西丢了，b03-1）还没有人接手，已升级到第 1 级。';
const sms = (reference: string) => `【清河里警务室】编号 ${reference} 有回复，请看 ${link}`;
const mail = `您有一条新的回复\n您的事项 5120338 有新的回复，请打开查询页。\n\n查询页：${link}`;

/** As the outbox lists what the providers took. */
export const messages: readonly object[] = [
  messageOnWire(
    'wecom',
    { ...nobody, text: level, mentioned: ['guard-ma'], length: Buffer.byteLength(level) },
    'w-level',
  ),
  messageOnWire(
    'sms',
    { ...nobody, text: sms('4827193'), to: '13800005521', length: 2, id: 'd-reply' },
    'w-1',
  ),
  messageOnWire(
    'sms',
    { ...nobody, text: sms('5120338'), to: '13900000008', length: 2, id: 'd-reported' },
    'w-2',
  ),
  messageOnWire(
    'mail',
    { ...nobody, text: mail, to: 'wang@example.cn', length: mail.length, id: 'd-mail' },
    'w-mail',
  ),
].map((one) => ({ ...one, receivedAt: toIso(received) }));

/** The words of a page. */
export const text = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ');

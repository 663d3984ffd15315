import { type Narrator, type ReportedCase, sendMove, sendReport } from './day.ts';
import type { Room } from './room.ts';

const CHIEF = 'p-chief-zhao';
const OFFICER = 'p-officer-li';

/** A Friday in October 2026; the Saturday after it is a make-up working day. */
export const DAY_BEGINS = '2026-10-09 02:10';

/** Plays the day against the running system. */
export async function playDay(room: Room, narrator: Narrator): Promise<void> {
  const { print, advanceTo, perform } = narrator;
  const by = (reportedCase: ReportedCase, person: string, move: object) => () =>
    sendMove(room, reportedCase, person, move as Readonly<Record<string, unknown>>);

  print('Friday 9 October 2026 in a neighbourhood police room. Saturday is a make-up working day.');
  print('');
  const woman = await perform(
    'An old woman has not come home; her daughter scans the code at building 11.',
    () =>
      sendReport(room, 'missing woman', CHIEF, {
        place: 'b11-1',
        type: 'lost-person',
        what: '我母亲八十二岁，出门没有回来',
        details: { who: 'elder' },
        contact: { phone: '13800000011' },
      }),
  );
  await advanceTo('2026-10-09 02:26');
  await perform('The station chief takes it on.', by(woman, CHIEF, { move: 'acknowledge-escalation' }));
  await advanceTo('2026-10-09 02:28');
  await perform(
    'He answers the daughter: two guards are on their way.',
    by(woman, CHIEF, { move: 'reply', text: '两名保安已经出发，请保持电话畅通。' }),
  );
  await advanceTo('2026-10-09 02:40');
  await perform(
    'A guard finds her at the south gate and brings her home.',
    by(woman, CHIEF, { move: 'resolve', outcome: 'found-safe', text: '老人在南门找到，已经平安送到家。' }),
  );

  print('');
  await advanceTo('2026-10-09 10:00');
  const phone = await perform('A phone is lost in the lift of building 3.', () =>
    sendReport(room, 'lost phone', OFFICER, {
      place: 'b03-1',
      type: 'lost-item',
      what: '手机落在电梯里了',
      details: { item: 'phone' },
      contact: { phone: '13800000003' },
    }),
  );
  await advanceTo('2026-10-09 10:20');
  await perform(
    'The officer has seen the footage; a cleaner knows who picked it up.',
    by(phone, OFFICER, { move: 'reply', text: '监控看过了，保洁员认出了捡到的人。' }),
  );
  await perform(
    'The footage is kept.',
    by(phone, OFFICER, { move: 'reach-milestone', milestone: 'footage-kept', done: true }),
  );

  print('');
  await advanceTo('2026-10-09 11:00');
  const fireDoor = await perform('A fire door is chained shut in building 6.', () =>
    sendReport(room, 'fire door', OFFICER, {
      place: 'b06-1',
      type: 'hazard',
      what: '一楼消防门用链子锁上了',
      details: { kind: 'locked-fire-door' },
    }),
  );
  await advanceTo('2026-10-09 11:20');
  await perform(
    'The officer has looked at it on site.',
    by(fireDoor, OFFICER, { move: 'reply', text: '已到现场看过，正在通知物业。' }),
  );
  await perform(
    'The written notice is served on the property firm.',
    by(fireDoor, OFFICER, { move: 'reach-milestone', milestone: 'notice-served', done: true }),
  );
  await advanceTo('2026-10-09 14:30');
  await perform(
    'The phone is returned.',
    by(phone, OFFICER, { move: 'resolve', outcome: 'returned', text: '手机已经还给您，请核对一下。' }),
  );
  await perform('Its owner is satisfied.', async () => {
    await room.call(`/v1/track/${phone.token}/rating`, { rating: 'satisfied' });
    return phone;
  });
  await advanceTo('2026-10-09 15:00');
  await perform(
    'The chain is off the door.',
    by(fireDoor, OFFICER, { move: 'reach-milestone', milestone: 'fixed', done: true }),
  );
  await advanceTo('2026-10-09 16:00');
  await perform(
    'The chief looks again himself: nobody inspects their own work.',
    by(fireDoor, CHIEF, { move: 'reach-milestone', milestone: 're-inspected', done: true }),
  );

  await perform(
    'And tells the resident so.',
    by(fireDoor, CHIEF, { move: 'resolve', outcome: 'fixed', text: '消防门已经打开，我们复查过了。' }),
  );

  print('');
  await advanceTo('2026-10-09 17:40');
  const noise = await perform('Twenty minutes before closing: noise upstairs, every night.', () =>
    sendReport(room, 'noise', OFFICER, {
      place: 'b15-1',
      type: 'dispute',
      what: '楼上每天半夜拖椅子',
      details: { kind: 'noise' },
      contact: { phone: '13800000015' },
    }),
  );
  await advanceTo('2026-10-10 09:10');
  print('');
  print('Saturday 10 October, which is worked in place of a day of the holiday.');
  await perform(
    'Saturday morning, in office hours: the officer answers.',
    by(noise, OFFICER, { move: 'reply', text: '今天下午我和您一起去楼上谈谈。' }),
  );
}

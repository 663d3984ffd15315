import type { SeededSystem } from '../../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { HOUR, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { tick } from '../../../shared/engine/sweep/tick.ts';
import { station } from '../../cases/room.ts';
import { atDesk } from '../../http/at-desk.ts';
import { reported } from '../../http/http-api.ts';
import type { Texts } from '../sample-texts.ts';
import type { ConsoleSite } from './console-site.ts';

/** The cases of a station by what they show, once they were reported. */
export interface Day {
  readonly lost: string;
  readonly waiting: string;
  readonly secret: string;
  readonly resolved: string;
}

export const noCases: Day = { lost: '', waiting: '', secret: '', resolved: '' };

/** The telephone number of every resident here. */
export const PHONE = '13967845521';

/** Cases in the states that lists and screens tell apart. */
export async function fullDay({ rig, count }: ConsoleSite, texts: Texts): Promise<Day> {
  const contact = { phone: PHONE, name: texts.name };
  const report = (place: string, what: string, more: object = {}) =>
    reported(rig, { place, what, contact, ...more });
  const waiting = await report('b07-2', texts.boxes, { type: 'hazard', details: { kind: 'clutter' } });
  await atDesk(rig, waiting.id, 'officer', { move: 'assign', to: 'p-officer' }, { move: 'start' });
  await atDesk(rig, waiting.id, 'officer', { move: 'ask-resident', text: texts.question });
  const resolved = await report('square', texts.more);
  const done = { move: 'resolve', outcome: 'returned', text: texts.found };
  await atDesk(rig, resolved.id, 'officer', { move: 'start' }, done);
  await rig.ask('POST /v1/track/{token}/rating', {
    path: { token: resolved.token },
    body: { rating: 'dissatisfied' },
  });
  const secret = await report('repair-row', texts.looking, { type: 'lead', details: { now: 'no' } });
  await report('b11-1', texts.missing, { type: 'lost-person', details: { who: 'elder' } });
  const lost = await report('b12-1', texts.lost);
  await atDesk(
    rig,
    lost.id,
    'officer',
    { move: 'assign', to: 'p-officer' },
    { move: 'note', text: texts.others },
  );
  await count();
  return { lost: lost.id, waiting: waiting.id, secret: secret.id, resolved: resolved.id };
}

/** A morning later: what nobody answered was escalated, and is late. */
export async function lateDay(here: ConsoleSite, texts: Texts): Promise<Day> {
  const day = await fullDay(here, texts);
  const { world } = here.rig;
  const time = world.system as SeededSystem;
  for (const ms of [41 * MINUTE, 2 * HOUR, 3 * HOUR]) {
    time.pass(ms);
    for (const caseId of Object.values(day))
      await tick(world, keyOf({ station, caseId: caseId as never }), time.now());
  }
  await here.count();
  return day;
}

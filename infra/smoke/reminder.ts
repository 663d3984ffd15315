import { fromIso, HOUR, MINUTE, SECOND, toIso } from '../../shared/engine/calendar/instant.ts';
import type { OfficeCase, ShownExplanation, ShownMove } from '../../shared/http/views/shown-types.ts';
import { Failure } from './failure.ts';
import type { StationClient } from './station-client.ts';
import { type Pause, waitUntil } from './wait-until.ts';

/** Time enough for the moves before it, and no longer than an operator waits. */
const AHEAD = 45 * SECOND;
/** A message that is due so much later waits for the end of the quiet hours. */
const HELD_MIN = 30 * MINUTE;

export interface ReminderPauses {
  /** Passes time until the reminder is due. */
  readonly untilDue: Pause;
  /** Gives the functions time to do what they have been told. */
  readonly untilDone: Pause;
}

/**
 * Makes an appointment whose reminder is due within a minute, and waits for the clock to remind and for the message to
 * leave. Returns a sentence about the message.
 *
 * How long before an appointment somebody is reminded is the station's policy. So a first appointment, hours ahead, shows
 * it, and the second is placed by that. Times are the stage's own: this machine's clock may be wrong.
 */
export async function remindOnce(
  client: StationClient,
  caseId: string,
  { untilDue, untilDone }: ReminderPauses,
): Promise<string> {
  const path = { id: caseId };
  const look = () => client.ask<OfficeCase>('GET /v1/office/cases/{id}', { path });
  let { version: expectedVersion, receivedAt } = await look();
  const move = async (body: object): Promise<void> => {
    const moved = await client.ask<ShownMove>('POST /v1/office/cases/{id}/moves', {
      path,
      body: { ...body, expectedVersion },
    });
    expectedVersion = moved.version;
  };
  const appointment = async () => {
    const { clocks } = await client.ask<ShownExplanation>('GET /v1/office/cases/{id}/clock', { path });
    const clock = clocks.find(({ kind }) => kind === 'appointment');
    const [reminder] = clock?.reminders ?? [];
    if (clock === undefined || reminder === undefined) throw new Failure('An appointment has no reminder.');
    return { startedAt: instant(clock.startedAt), reminder };
  };

  const firstAt = instant(receivedAt) + 24 * HOUR;
  await move({ move: 'start' });
  await move({ move: 'schedule', at: toIso(firstAt) });
  const first = await appointment();
  const at = firstAt - (instant(first.reminder.at) - first.startedAt) + AHEAD;
  await move({ move: 'resume' });
  await move({ move: 'schedule', at: toIso(at) });

  await waitUntil(
    async () => ((await appointment()).reminder.taken ? true : undefined),
    untilDue,
    'The reminder is due and was not sent: the clock does not run. See the alarms sweep-heartbeat and sweep-errors.',
  );
  return waitUntil(
    async () => saidOf(await look()),
    untilDone,
    'The clock reminded, and the message did not leave within minutes: see the logs of relay and notify.',
  );
}

/** What became of the reminder's messages; `undefined` while one is still on its way. */
function saidOf({ deliveries, history }: OfficeCase): string | undefined {
  const reminders = deliveries.filter(({ kind }) => kind === 'reminder');
  const [first] = reminders;
  if (first === undefined)
    throw new Failure('The clock reminded, and no channel of the stage reaches staff.');
  const dead = reminders.find(({ state }) => state === 'dead');
  if (dead !== undefined) {
    throw new Failure(
      `The reminder was given up on the channel ${dead.channel}: ${dead.reason ?? 'no reason'}.`,
    );
  }
  const reminded = instant(history.findLast(({ fact }) => fact === 'reminded')?.at ?? '');
  const held = reminders.find(
    ({ attempts, dueAt }) => attempts === 0 && dueAt !== undefined && instant(dueAt) - reminded >= HELD_MIN,
  );
  if (held !== undefined) return `its message waits for the end of the quiet hours, ${held.dueAt}`;
  if (reminders.some(({ state }) => state === 'pending')) return undefined;
  return reminders.map(({ channel, state }) => `${state} over ${channel}`).join(', ');
}

function instant(text: string): number {
  const at = fromIso(text);
  if (at === undefined) throw new Failure('The stage answered with a time that is none.');
  return at;
}

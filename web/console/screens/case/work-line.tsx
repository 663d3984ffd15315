import { Fragment } from 'preact';
import { localTime } from '../../../../shared/engine/calendar/local-time.ts';
import type { ShownExplanation } from '../../api/shapes.ts';
import { day as dayName, deadline, exactSpan, now } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import { workDays } from './work-days.ts';

type Clock = ShownExplanation['clocks'][number];

/**
 * The working time of a promise as a line: only what counts has length, a break and a night are a cut of one width. On a
 * telephone each day is a row.
 */
export function WorkLine({
  clock,
  work,
}: {
  readonly clock: Clock;
  readonly work: NonNullable<Clock['work']>;
}) {
  const { case: sentences } = words();
  const days = workDays(work);
  const longest = Math.max(1, ...days.map(({ minutes }) => minutes));
  const told = days.map(({ at, minutes }) =>
    say(sentences.daySum, { day: dayName(at), length: exactSpan(minutes) }),
  );
  const today = localTime(now()).day;
  return (
    <>
      <div
        class="days"
        role="img"
        aria-label={say(sentences.lineSum, {
          days: told.join(sentences.daySeparator),
          time: deadline(clock.promiseAt),
        })}
      >
        {days.map(({ day, at, spans, minutes }, index) => (
          <div
            key={day}
            class={day === today ? 'day today' : 'day'}
            style={{ '--minutes': minutes, '--share': `${Math.round((minutes / longest) * 100)}%` }}
          >
            <p class="d">{dayName(at)}</p>
            <div class="segs">
              {spans.map(({ from, minutes: length }, place) => (
                <Fragment key={from}>
                  {place > 0 && <i class="cut" />}
                  <i class="seg" style={{ '--minutes': length }} data-minutes={Math.round(length)} />
                </Fragment>
              ))}
              {index === days.length - 1 && <i class="end-at" />}
            </div>
            <p class="sum num">{exactSpan(minutes)}</p>
          </div>
        ))}
      </div>
      <p class="legend" aria-hidden="true">
        <span>
          <i class="seg" />
          {sentences.counted}
        </span>
        <span>
          <i class="cut" />
          {sentences.notCounted}
        </span>
        <span>
          <i class="end-at" />
          {sentences.due}
        </span>
      </p>
    </>
  );
}

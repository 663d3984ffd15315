import type { ShownExplanation } from '../../api/shapes.ts';
import { Icon } from '../../components/icon.tsx';
import { Tag } from '../../components/parts.tsx';
import { deadline, exactSpan, moment } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import type { ShownCase } from './shown-case.ts';
import { WorkLine } from './work-line.tsx';

type Clock = ShownExplanation['clocks'][number];

/** Why each date is what it is: from when, how much of which time, until when. */
export function Why({ clock }: ShownCase) {
  const { case: sentences, clocks } = words();
  if (clock === undefined || clock.clocks.length === 0) return null;
  const first = clock.clocks
    .filter(({ state }) => state !== 'met')
    .sort((one, other) => Date.parse(one.promiseAt) - Date.parse(other.promiseAt))[0];
  return (
    <details class="panel why fold" open>
      <summary>
        {first === undefined
          ? sentences.otherClocks
          : say(sentences.why, { time: deadline(first.promiseAt) })}
        <Icon of="down" />
      </summary>
      {first !== undefined && <Explained clock={first} />}
      <ul class="marks all">
        {clock.clocks.map((one) => (
          <li key={`${one.kind}-${one.startedAt}`}>
            <b>{clocks[one.kind as keyof typeof clocks] ?? one.kind}</b>
            <span class={one.late ? 'num bad' : 'num'}>{deadline(one.promiseAt)}</span>
            <span>
              <Tag tone={one.state === 'breached' ? 'late' : one.state === 'met' ? 'ok' : 'idle'}>
                {sentences.clockStates[one.state]}
              </Tag>
              {one.state === 'running' &&
                ` ${say(sentences.left, { time: exactSpan(one.workingMinutesLeft) })}`}
            </span>
          </li>
        ))}
      </ul>
      <p class="hint">{say(sentences.policy, { version: clock.policyVersion })}</p>
    </details>
  );
}

function Explained({ clock }: { readonly clock: Clock }) {
  const { case: sentences, clocks, time } = words();
  const { kind, calendar, startedAt, promiseAt, workingMinutes, beyondHorizon, reminders } = clock;
  return (
    <>
      <p>
        {say(sentences.whySum, {
          clock: clocks[kind as keyof typeof clocks] ?? kind,
          from: moment(startedAt),
          to: deadline(promiseAt),
          minutes: exactSpan(workingMinutes),
          calendar: sentences.calendars[calendar],
        })}
        {beyondHorizon && ` ${time.mayMove}`}
      </p>
      {clock.work !== undefined && <WorkLine clock={clock} work={clock.work} />}
      <ul class="marks">
        <li>
          <b>{sentences.begin}</b>
          <span class="num">{moment(startedAt)}</span>
        </li>
        {reminders.map(({ at, taken }) => (
          <li key={at}>
            <b>{sentences.remind}</b>
            <span class="num">{moment(at)}</span>
            {taken && <span>✓</span>}
          </li>
        ))}
        <li>
          <b>{sentences.end}</b>
          <span class="num">{deadline(promiseAt)}</span>
        </li>
      </ul>
    </>
  );
}

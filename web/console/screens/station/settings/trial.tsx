import type { ShownComparison } from '../../../api/shapes.ts';
import { plateOf } from '../../../api/station.ts';
import { caseOf, hrefOf } from '../../../route.ts';
import { calendarDay, day, span } from '../../../text/times.ts';
import { say, words } from '../../../text/words.ts';
import { settingsWords } from './settings-words.ts';
import { DayStrip } from './trial-days.tsx';

type Replay = NonNullable<ShownComparison['replay']>;

interface TrialProps {
  /** What the API said of the content as it is now. */
  readonly answer: ShownComparison | undefined;
  /** Whether these settings move deadlines. */
  readonly isReplayed: boolean;
  readonly look: () => void;
  readonly isBlocked: boolean;
}

/** What the last 30 days would have been: counted by the engine, on both sides, and nothing is written. */
export function Trial({ answer, isReplayed, look, isBlocked }: TrialProps) {
  const { trial } = settingsWords();
  const replay = answer?.replay;
  return (
    <section class="panel" aria-labelledby="trial">
      <h2 id="trial">{isReplayed ? trial.title : trial.titleOfCheck}</h2>
      <p class="hint">{isReplayed ? trial.hint : trial.noReplay}</p>
      <p class="row">
        <button type="button" class="btn btn-main" disabled={isBlocked} onClick={look}>
          {answer === undefined ? trial.look : trial.again}
        </button>
      </p>
      <div role="status">
        {answer === undefined && <p class="hint">{trial.notYet}</p>}
        {replay !== undefined && <Replayed of={replay} isWhole={answer?.publishable === true} />}
      </div>
    </section>
  );
}

function Replayed({ of: replay, isWhole }: { readonly of: Replay; readonly isWhole: boolean }) {
  const { trial } = settingsWords();
  const { cases, from, to, sentence, truncated, partial } = replay;
  const notes = [
    ...(isWhole ? [] : [trial.onlyFine]),
    ...(truncated ? [trial.truncated] : []),
    ...(partial > 0 ? [say(trial.partial, { count: partial })] : []),
  ];
  return (
    <>
      <p class="set-sentence">{sentence}</p>
      <p class="hint">{say(trial.span, { from: day(from), to: day(to), cases })}</p>
      {notes.map((note) => (
        <p key={note} class="hint">
          {note}
        </p>
      ))}
      {cases === 0 && <p class="hint">{trial.none}</p>}
      <Numbers of={replay} />
      {replay.days.length > 0 && <DayStrip days={replay.days} from={from} to={to} />}
      {replay.types.length > 0 && <Types of={replay} />}
      {replay.later.length > 0 && <Later of={replay} />}
    </>
  );
}

function Numbers({ of: { reminders, breaches, levels } }: { readonly of: Replay }) {
  const { trial } = settingsWords();
  const figures = [
    { label: trial.reminders, ...reminders },
    { label: trial.breaches, ...breaches },
    ...levels.map(({ to, ...counts }) => ({
      label: say(trial.level, { role: words().responsibles[to] }),
      ...counts,
    })),
  ];
  return (
    <dl class="set-figures">
      {figures.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <b>{signed(after - before)}</b>
            <small>{say(trial.fromTo, { before, after })}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `+9`, `−2`, `0` */
const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');

function Types({ of: { types } }: { readonly of: Replay }) {
  const { trial } = settingsWords();
  const percent = (inTime: number, decided: number): string =>
    decided === 0 ? '—' : `${Math.round((100 * inTime) / decided)}%`;
  return (
    <table class="figures set-table">
      <thead>
        <tr>
          <th scope="col">{trial.type}</th>
          <th scope="col">{trial.cases}</th>
          <th scope="col">{trial.inTimeNow}</th>
          <th scope="col">{trial.inTimeThen}</th>
        </tr>
      </thead>
      <tbody>
        {types.map(({ type, cases, decided, inTime }) => (
          <tr key={type}>
            <th scope="row">{words().types[type]}</th>
            <td>{cases}</td>
            <td>{percent(inTime.before, decided.before)}</td>
            <td class={inTime.after < inTime.before ? 'is-worse' : undefined}>
              {percent(inTime.after, decided.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Later({ of: { later, laterInAll } }: { readonly of: Replay }) {
  const { trial } = settingsWords();
  const clocks: Readonly<Record<string, string>> = words().clocks;
  return (
    <>
      <h3 id="trial-later">{say(trial.later, { count: laterInAll })}</h3>
      <ul class="set-later">
        {later.map(({ caseId, building, type, receivedAt, clock, promiseAt, respondedAt }) => (
          <li key={caseId}>
            <a href={hrefOf(caseOf(caseId))}>
              <span class="chip">{plateOf({ place: '', building })}</span>
              <span class="what">
                {say(trial.received, {
                  day: calendarDay(receivedAt.slice(0, 10)),
                  type: words().types[type],
                  clock: clocks[clock] ?? clock,
                })}
              </span>
              <span class="tag tag-late">
                {respondedAt === undefined
                  ? trial.unanswered
                  : say(trial.lateBy, { span: span(Date.parse(respondedAt) - Date.parse(promiseAt)) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {laterInAll > later.length && (
        <p class="hint">{say(trial.laterMore, { count: laterInAll - later.length })}</p>
      )}
    </>
  );
}

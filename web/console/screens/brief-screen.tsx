import { useSignalEffect } from '@preact/signals';
import { ask, changed } from '../api/api.ts';
import { useLive } from '../api/live.ts';
import type { ShownBrief, ShownPeople, ShownProof, ShownStuck } from '../api/shapes.ts';
import { keepPeople, personName, station } from '../api/station.ts';
import { ProblemNote } from '../components/parts.tsx';
import { type BoardView, boardOf, caseOf, hrefOf } from '../route.ts';
import { moment } from '../text/times.ts';
import { say, words } from '../text/words.ts';
import { BoardRowItem } from './board/board-row.tsx';

const EVERY_MS = 60_000;

/** The station this morning: what is wrong first, then what is urgent, what did not go out, who is away. */
export function BriefScreen() {
  const { brief } = words();
  const { data, problem } = useLive<ShownBrief>('/v1/office/brief', EVERY_MS).value;
  return (
    <main class="wrap" id="main" tabIndex={-1}>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {data === undefined ? <h1>{brief.title}</h1> : <Counts counts={data} />}
      <div class="cols even">
        <section class="panel" aria-labelledby="first">
          <h2 id="first">{brief.first}</h2>
          <ul class="found">
            {data?.first.slice(0, 8).map((row) => (
              <BoardRowItem key={row.caseId} row={row} isChosen={false} choose={undefined} />
            ))}
          </ul>
        </section>
        <div class="left">
          <Stuck />
          <Away />
          <Proof />
        </div>
      </div>
    </main>
  );
}

function Counts({ counts }: { readonly counts: ShownBrief }) {
  const { brief } = words();
  const { overdue, dueToday: today, newOvernight: overnight, atLeast } = counts;
  const cells: readonly (readonly [string, number, BoardView])[] = [
    [brief.overdue, counts.overdue, 'overdue'],
    [brief.dueToday, counts.dueToday, 'open'],
    [brief.waiting, counts.waiting, 'waiting'],
    [brief.newOvernight, counts.newOvernight, 'open'],
    [brief.open, counts.open, 'open'],
  ];
  return (
    <>
      <h1 class={overdue > 0 ? 'lead bad' : 'lead'}>
        {say(overdue > 0 ? brief.lead : brief.leadCalm, { overdue, today, overnight })}
      </h1>
      <ul class="goals">
        {cells.map(([label, count, view]) => (
          <li key={label} class={view === 'overdue' && count > 0 ? 'goal bad' : 'goal'}>
            <a href={hrefOf(boardOf(view))}>
              {label}
              <b class="num">
                {atLeast && <small>{brief.atLeast} </small>}
                {count}
              </b>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was to be sent and reached nobody. */
function Stuck() {
  const { brief, case: sentences, responsibles } = words();
  const { role } = station().me;
  const { data } = useLive<ShownStuck>(role === 'guard' ? undefined : '/v1/office/messages', EVERY_MS).value;
  if (data === undefined) return null;
  return (
    <section class="panel" aria-labelledby="stuck">
      <h2 id="stuck">{brief.stuck}</h2>
      {data.messages.length === 0 && <p class="good">{brief.stuckNone}</p>}
      <ul class="sent">
        {data.messages.slice(0, 10).map(({ id, to, caseId, channel, since, reason }) => (
          <li key={id}>
            {caseId === undefined ? (
              <b>{responsibles[to]}</b>
            ) : (
              <a href={hrefOf(caseOf(caseId))}>{responsibles[to]}</a>
            )}{' '}
            <span class="hint">
              {moment(since)} {channel} {reason}
            </span>
            {(role === 'officer' || role === 'chief') && (
              <button
                type="button"
                class="btn btn-s btn-quiet"
                onClick={() =>
                  void ask('POST', `/v1/office/messages/${id}/send-again`, { body: {} }).then(() => changed())
                }
              >
                {brief.sendAgain}
                <span class="sr"> {sentences.deliveryStates.dead}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Away() {
  const { brief } = words();
  const people = useLive<ShownPeople>('/v1/office/people', EVERY_MS);
  useSignalEffect(() => {
    const { data } = people.value;
    if (data !== undefined) keepPeople(data.people);
  });
  const absent = station().people.filter(({ away }) => away);
  return (
    <section class="panel" aria-labelledby="away">
      <h2 id="away">{brief.away}</h2>
      {absent.length === 0 && <p>{brief.awayNone}</p>}
      <ul>
        {absent.map(({ person, displayName, reached }) => (
          <li key={person}>
            <b>{displayName}</b>{' '}
            <span class={reached === undefined ? 'bad' : 'hint'}>
              {reached === undefined
                ? brief.nobodyStandsIn
                : say(brief.standsIn, { who: personName(reached) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The latest proof that every open case has its next deadline. */
function Proof() {
  const { brief } = words();
  const { role } = station().me;
  const { data } = useLive<ShownProof>(role === 'guard' ? undefined : '/v1/office/proof', EVERY_MS).value;
  if (data === undefined) return null;
  return (
    <section class="panel" aria-labelledby="proof">
      <h2 id="proof">{brief.proof}</h2>
      {'violationsFound' in data ? (
        <p class={data.violationsFound === 0 ? 'good' : 'bad'}>
          {say(data.violationsFound === 0 ? brief.proofFine : brief.proofBad, {
            time: moment(data.at),
            open: data.open,
            count: data.violationsFound,
          })}
        </p>
      ) : (
        <p>{brief.proofNone}</p>
      )}
    </section>
  );
}

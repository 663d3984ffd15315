import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLive } from '../../api/live.ts';
import type { BoardRow, ShownBrief } from '../../api/shapes.ts';
import { personName } from '../../api/station.ts';
import { later } from '../../components/later.tsx';
import { ProblemNote } from '../../components/parts.tsx';
import { useKeys } from '../../keys.ts';
import { boardOf, boardViews, caseOf, go, hrefOf, type Route, route } from '../../route.ts';
import { now } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import { chosenCase } from '../chosen-case.ts';
import { BoardRowItem } from './board-row.tsx';
import { alikeIn, type BoardState, rowsOf, useBoard } from './board-rows.ts';
import { type Group, groupsOf } from './groups.ts';

const CaseBeside = later(async () => (await import('../case/case-screen.tsx')).CaseBeside);

const wide = matchMedia('(min-width: 1200px)');

/** The counts of the tabs come from the brief, which counts what the reader may see. */
const COUNTS_MS = 60_000;

/** The work list: what is overdue first, then by the next due time. */
export function BoardScreen() {
  const at = route.value as Extract<Route, { screen: 'board' }>;
  const isWide = useSignal(wide.matches);
  useEffect(() => {
    const follow = () => {
      isWide.value = wide.matches;
    };
    wide.addEventListener('change', follow);
    return () => wide.removeEventListener('change', follow);
  }, []);
  const list = useBoard(at.view, at.filters);
  // In the order in which they are shown, so that J leads to the one below.
  const groups = groupsOf(rowsOf(list.state.value), now(), at.view === 'received');
  const rows = groups.flatMap((group) => group.rows);
  const chosen = rows.find(({ caseId }) => caseId === chosenCase.value);
  const firstCase = rows[0]?.caseId;
  // A chosen case stays when it leaves the list: somebody may be writing to it.
  useEffect(() => {
    if (isWide.value) chosenCase.value ??= firstCase;
  }, [isWide.value, firstCase]);

  const move = (by: number): void => {
    const index = rows.findIndex(({ caseId }) => caseId === chosenCase.value);
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
    if (next === undefined) return;
    chosenCase.value = next.caseId;
    document.getElementById(`row-${next.caseId}`)?.focus();
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ...(!isWide.value && {
      a: () => chosen && go(caseOf(chosen.caseId)),
      r: () => chosen && go(caseOf(chosen.caseId)),
      e: () => chosen && go(caseOf(chosen.caseId)),
      t: () => chosen && go(caseOf(chosen.caseId)),
    }),
  });

  const { board } = words();
  return (
    <div class={isWide.value ? 'split' : 'single'}>
      <main class="list" id="main" tabIndex={-1}>
        <header class="bar">
          <h1>{board.title}</h1>
          <Tabs at={at} />
        </header>
        <Lead />
        <Filters at={at} />
        <Rows
          state={list.state.value}
          groups={groups}
          at={at}
          chosen={chosen?.caseId}
          isWide={isWide.value}
        />
        <Paging state={list.state.value} more={list.more} earlier={list.earlier} />
      </main>
      {isWide.value && (
        <section class="detail" aria-label={board.choose}>
          {chosenCase.value === undefined ? <p class="hint detail-empty">{board.choose}</p> : <CaseBeside />}
        </section>
      )}
    </div>
  );
}

function Tabs({ at }: { readonly at: Extract<Route, { screen: 'board' }> }) {
  const { board } = words();
  const { data: counts } = useLive<ShownBrief>('/v1/office/brief', COUNTS_MS).value;
  return (
    <nav class="tabs" aria-label={board.filter}>
      {boardViews.map((view) => {
        const count = counts !== undefined && view in counts ? counts[view as keyof ShownBrief] : undefined;
        const isBad = view === 'overdue' && typeof count === 'number' && count > 0;
        return (
          <a
            key={view}
            href={hrefOf(boardOf(view))}
            aria-current={view === at.view ? 'page' : undefined}
            class={isBad ? 'bad' : undefined}
          >
            {board.views[view]}
            {typeof count === 'number' && <span class="num"> {count}</span>}
          </a>
        );
      })}
    </nav>
  );
}

/** One sentence that says how things stand. */
function Lead() {
  const { board } = words();
  const { data: counts } = useLive<ShownBrief>('/v1/office/brief', COUNTS_MS).value;
  if (counts === undefined) return null;
  const { overdue, dueToday: today } = counts;
  return (
    <p class={overdue > 0 ? 'board-lead bad' : 'board-lead'}>
      {say(overdue > 0 ? board.lead : board.leadCalm, { overdue, today })}
    </p>
  );
}

/** What the list is narrowed by, each to be taken away. */
function Filters({ at }: { readonly at: Extract<Route, { screen: 'board' }> }) {
  const { types, shell } = words();
  const given = Object.entries(at.filters);
  if (given.length === 0) return null;
  const shown = (name: string, value: string): string => {
    if (name === 'type') return types[value as BoardRow['type']] ?? value;
    return name === 'assignee' ? personName(value) : value;
  };
  return (
    <p class="filters">
      {given.map(([name, value]) => (
        <a
          key={name}
          class="btn btn-s btn-quiet"
          href={hrefOf({ ...at, filters: Object.fromEntries(given.filter(([one]) => one !== name)) })}
        >
          {shown(name, value)} <span aria-hidden="true">×</span>
          <span class="sr">{shell.cancel}</span>
        </a>
      ))}
    </p>
  );
}

interface RowsProps {
  readonly state: BoardState;
  readonly groups: readonly Group[];
  readonly at: Extract<Route, { screen: 'board' }>;
  readonly chosen: string | undefined;
  readonly isWide: boolean;
}

function Rows({ state, groups, at, chosen, isWide }: RowsProps) {
  const { board, shell } = words();
  const problem = state.problem && <ProblemNote problem={state.problem} />;
  if (!state.isLoaded) return <p class="hint pad">{shell.loading}</p>;
  const alike = alikeIn(groups.flatMap((group) => group.rows));
  if (groups.length === 0) return problem ?? <p class="empty pad">{board.none[at.view]}</p>;
  return (
    <>
      {problem}
      {groups.map(({ name, rows }) => (
        <section key={name} aria-label={name === 'all' ? board.title : board.groups[name]}>
          <h2 class="group">{name === 'all' ? board.views.received : board.groups[name]}</h2>
          <ul>
            {rows.map((row) => (
              <BoardRowItem
                key={row.caseId}
                row={row}
                alike={alike.get(row.caseId) ?? 0}
                isChosen={row.caseId === chosen}
                choose={isWide ? () => (chosenCase.value = row.caseId) : undefined}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Paging({
  state,
  more,
  earlier,
}: {
  readonly state: BoardState;
  readonly more: () => void;
  readonly earlier: () => void;
}) {
  const { board, shell } = words();
  return (
    <p class="row pad">
      {state.before.length > 0 && (
        <button type="button" class="btn btn-quiet" onClick={earlier}>
          {shell.back}
        </button>
      )}
      {state.pages.at(-1)?.next !== undefined && (
        <button type="button" class="btn btn-quiet" onClick={more}>
          {board.more}
        </button>
      )}
    </p>
  );
}

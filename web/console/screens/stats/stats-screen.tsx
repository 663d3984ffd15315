import { useLive } from '../../api/live.ts';
import type { ShownStatistics } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { ProblemNote } from '../../components/parts.tsx';
import { hrefOf, route, statsOf } from '../../route.ts';
import { type StatsSpan, statsSpans } from '../../stats-span.ts';
import { calendarDay, now } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import { CsvButton } from './csv-button.tsx';
import { DayChart } from './day-chart.tsx';
import { GroupTable } from './group-table.tsx';
import { HourTable } from './hour-table.tsx';
import { Lead } from './lead.tsx';
import { Rates } from './rates.tsx';
import { type Days, spanDays } from './span-days.ts';
import { Where } from './where.tsx';

const EVERY_MS = 60_000;
/** What is over changes seldom. */
const BEFORE_EVERY_MS = 600_000;

const queryOf = (days: Days, by?: string): string =>
  String(new URLSearchParams({ ...days, ...(by !== undefined && { by }) }));

/** How the station did: what happened in a sentence, the rates, and where, when, what and who it is much for. */
export function StatsScreen() {
  const at = route.value;
  const span = at.screen === 'stats' ? at.span : 'week';
  const { role } = station().me;
  const showsPersons = role === 'chief' || role === 'auditor';
  const { shown, before } = spanDays(span, now());
  const query = queryOf(shown, `type,building,hour,day${showsPersons ? ',person' : ''}`);
  const { data, problem } = useLive<ShownStatistics>(`/v1/office/stats?${query}`, EVERY_MS).value;
  const earlier = useLive<ShownStatistics>(`/v1/office/stats?${queryOf(before)}`, BEFORE_EVERY_MS).value.data;
  const { stats, shell } = words();
  return (
    <main class="wrap stats" id="main" tabIndex={-1}>
      <header class="stats-top">
        <div>
          <h1>{stats.title}</h1>
          <p class="hint">
            {say(stats.days, { first: calendarDay(shown.from), last: calendarDay(shown.to) })}
          </p>
        </div>
        <div class="row noprint">
          <Spans shown={span} />
          {data !== undefined && <CsvButton query={query} />}
        </div>
      </header>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {data === undefined && problem === undefined && <p class="hint">{shell.loading}</p>}
      {data !== undefined && (
        <>
          <Lead span={span} data={data} before={earlier} />
          <Rates span={span} data={data} before={earlier} />
          <div class="stats-cols">
            <Where span={span} groups={data.groups.building ?? []} days={shown} />
            <HourTable span={span} groups={data.groups.hour ?? []} days={shown} />
            {shown.from !== shown.to && (
              <DayChart span={span} groups={data.groups.day ?? []} days={shown} totals={data.totals} />
            )}
            <GroupTable by="type" groups={data.groups.type ?? []} />
            {showsPersons && <GroupTable by="person" groups={data.groups.person ?? []} />}
          </div>
        </>
      )}
    </main>
  );
}

function Spans({ shown }: { readonly shown: StatsSpan }) {
  const { stats } = words();
  return (
    <nav class="tabs" aria-label={stats.span}>
      {statsSpans.map((span) => (
        <a key={span} href={hrefOf(statsOf(span))} aria-current={span === shown ? 'page' : undefined}>
          {stats.spans[span]}
        </a>
      ))}
    </nav>
  );
}

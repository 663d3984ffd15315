import type { ComponentChildren } from 'preact';
import { useLive } from '../../api/live.ts';
import type { ShownBrief, ShownRate, ShownStatistics } from '../../api/shapes.ts';
import { boardOf, hrefOf } from '../../route.ts';
import type { StatsSpan } from '../../stats-span.ts';
import { moment } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import { percentOf } from './figures.ts';

const EVERY_MS = 60_000;
const rateNames = ['response', 'completion', 'satisfaction'] as const;

interface RatesProps {
  readonly span: StatsSpan;
  readonly data: ShownStatistics;
  readonly before: ShownStatistics | undefined;
}

/** The rates with all that they are made of, and how things stand now. */
export function Rates({ span, data, before }: RatesProps) {
  return (
    <dl class="rates">
      {rateNames.map((name) => (
        <RateCell key={name} name={name} span={span} rate={data.totals[name]} before={before?.totals[name]} />
      ))}
      <Overdue />
      <Armed armed={data.armed} />
    </dl>
  );
}

const shownPercent = (percent: number | undefined): string => (percent === undefined ? '—' : `${percent}%`);

interface RateCellProps {
  readonly name: (typeof rateNames)[number];
  readonly span: StatsSpan;
  readonly rate: ShownRate;
  readonly before: ShownRate | undefined;
}

function RateCell({ name, span, rate, before }: RateCellProps) {
  const { stats } = words();
  const percent = percentOf(rate);
  return (
    <Cell label={stats.rates[name]} value={shownPercent(percent)}>
      <Meter percent={percent} before={before && percentOf(before)} />
      <p>{percent === undefined ? stats.noneYet : say(stats.of, rateValues(rate))}</p>
      {rate.unknown > 0 && <p>{say(stats.unknown, { count: rate.unknown })}</p>}
      {before !== undefined && <p>{beforeText(before, stats.spansBefore[span])}</p>}
    </Cell>
  );
}

const rateValues = ({ numerator, denominator }: Pick<ShownRate, 'numerator' | 'denominator'>) => ({
  numerator,
  denominator,
});

function beforeText(before: ShownRate, span: string): string {
  const { stats } = words();
  const percent = percentOf(before);
  if (percent === undefined) return say(stats.rateBeforeNone, { span });
  return say(stats.rateBefore, { span, percent: shownPercent(percent), ...rateValues(before) });
}

/** A bar beside the same number in letters, with a mark where it was before. */
const Meter = ({
  percent,
  before,
}: {
  readonly percent: number | undefined;
  readonly before: number | undefined;
}) => (
  <div class="meter" aria-hidden="true">
    <i style={{ '--share': `${percent ?? 0}%` }} />
    {before !== undefined && <u style={{ '--share': `${before}%` }} />}
  </div>
);

interface CellProps {
  readonly label: string;
  readonly value: ComponentChildren;
  readonly isBad?: boolean;
  readonly children: ComponentChildren;
}

const Cell = ({ label, value, isBad = false, children }: CellProps) => (
  <div class={isBad ? 'rate bad' : 'rate'}>
    <dt>{label}</dt>
    <dd>
      <b class="num rate-value">{value}</b>
      <div class="hint">{children}</div>
    </dd>
  </div>
);

/** Of all open cases, whenever they were received. */
function Overdue() {
  const { stats, brief } = words();
  const { data } = useLive<ShownBrief>('/v1/office/brief', EVERY_MS).value;
  if (data === undefined) return null;
  const { overdue, open, atLeast } = data;
  return (
    <Cell
      label={stats.rates.overdue}
      isBad={overdue > 0}
      value={
        <a href={hrefOf(boardOf('overdue'))}>
          {atLeast && <small>{brief.atLeast} </small>}
          {overdue}
        </a>
      }
    >
      <p>
        {atLeast && `${brief.atLeast} `}
        {say(stats.ofOpen, { open })}
      </p>
    </Cell>
  );
}

/** The latest proof that each open case has its next deadline. */
function Armed({ armed }: { readonly armed: ShownStatistics['armed'] }) {
  const { stats, brief } = words();
  if (armed === undefined) {
    return (
      <Cell label={stats.rates.armed} value="—">
        <p>{brief.proofNone}</p>
      </Cell>
    );
  }
  const percent = percentOf(armed);
  return (
    <Cell label={stats.rates.armed} value={shownPercent(percent)} isBad={armed.numerator < armed.denominator}>
      <Meter percent={percent} before={undefined} />
      <p>{percent === undefined ? stats.noneYet : say(stats.of, rateValues(armed))}</p>
      <p>{say(stats.armedAt, { time: moment(armed.at) })}</p>
    </Cell>
  );
}

import type { ShownStatistics } from '../../api/shapes.ts';
import { buildingName } from '../../components/buildings.ts';
import type { StatsSpan } from '../../stats-span.ts';
import { moment } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import { headlineOf } from './figures.ts';

interface LeadProps {
  readonly span: StatsSpan;
  readonly data: ShownStatistics;
  readonly before: ShownStatistics | undefined;
}

/** What happened, and what these numbers do not contain. */
export function Lead({ span, data, before }: LeadProps) {
  const { stats } = words();
  const { totals, missing, complete, countedThrough, answeredByItself } = data;
  const { received, response } = totals;
  const values = { span: stats.spans[span], received, inTime: response.numerator };
  return (
    <div role="status">
      <p class="lead">
        {say(received === 0 ? stats.leadNone : stats.lead, values)} <Late data={data} />
      </p>
      {answeredByItself.count > 0 && (
        <p class="hint">
          {say(answeredByItself.more ? stats.answeredByItselfMore : stats.answeredByItself, {
            count: answeredByItself.count,
          })}
        </p>
      )}
      {!complete && <p class="alert">{stats.incomplete}</p>}
      {missing > 0 && <p class="alert">{say(stats.missing, { count: missing })}</p>}
      <p class="hint stats-note">
        {before !== undefined &&
          say(stats.receivedBefore, { span: stats.spansBefore[span], count: before.totals.received })}{' '}
        {countedThrough !== undefined && say(stats.countedThrough, { time: moment(countedThrough) })}
      </p>
    </div>
  );
}

/** The late ones, and the place and the part of the day that have most of them. */
function Late({ data }: { readonly data: ShownStatistics }) {
  const { stats } = words();
  const { late, where, when } = headlineOf(data);
  if (late === 0) return null;
  return (
    <span class="bad">
      {say(stats.late, { late })}
      {where !== undefined &&
        ` ${say(stats.lateWhere, { building: buildingName(where.building), count: where.count })}`}
      {when !== undefined && ` ${say(stats.lateWhen, { part: stats.parts[when.part], count: when.count })}`}
    </span>
  );
}

import type { ShownGroup } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { buildingName } from '../../components/buildings.ts';
import { EstatePlan, hasPlan } from '../../components/estate-plan.tsx';
import { boardOf, hrefOf } from '../../route.ts';
import type { StatsSpan } from '../../stats-span.ts';
import { say, words } from '../../text/words.ts';
import { Numbers } from './figure-table.tsx';
import { heatOf, mostOf, receivedOf } from './figures.ts';
import type { Days } from './span-days.ts';

interface WhereProps {
  readonly span: StatsSpan;
  readonly groups: readonly ShownGroup[];
  readonly days: Days;
}

/** Where much happens: each building with its number on the plan of the estate, also those that have no place any more. */
export function Where({ span, groups, days }: WhereProps) {
  const { stats } = words();
  const most = mostOf(groups.map(({ received }) => received));
  const tileOf = (building: string) => {
    const count = receivedOf(groups, building);
    return (
      <a class={`tile heat-${heatOf(count, most)}`} href={hrefOf(boardOf('received', { building, ...days }))}>
        <span>{buildingName(building)}</span> <b class="num">{count}</b>
      </a>
    );
  };
  return (
    <section class="panel" aria-labelledby="stats-where">
      <h2 id="stats-where">{hasPlan() ? stats.whereOnPlan : stats.where}</h2>
      <p class="hint">{say(stats.whereHint, { span: stats.spans[span] })}</p>
      <EstatePlan
        buildings={[...station().places.map(({ building }) => building), ...groups.map(({ key }) => key)]}
        tileOf={tileOf}
      />
      <HeatKey />
      <Numbers name="building" groups={groups} labelOf={buildingName} />
    </section>
  );
}

/** What the colours mean. */
function HeatKey() {
  const { stats } = words();
  return (
    <p class="heat-key hint" aria-hidden="true">
      {stats.few}
      {[0, 1, 2, 3, 4].map((step) => (
        <i key={step} class={`heat-${step}`} />
      ))}
      {stats.many}
    </p>
  );
}

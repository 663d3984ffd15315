import type { ShownGroup } from '../../api/shapes.ts';
import { personName } from '../../api/station.ts';
import { exactSpan } from '../../text/times.ts';
import { words } from '../../text/words.ts';
import { type Column, FigureTable, RateFigure } from './figure-table.tsx';
import { mostOf } from './figures.ts';

/** What the API calls the cases of nobody, and those of persons whom it does not show alone. */
const NOBODY = '';
const OTHER_PERSONS = '*';

interface GroupTableProps {
  readonly by: 'type' | 'person';
  readonly groups: readonly ShownGroup[];
}

/** A row with a bar for each type or person, the most cases first. */
export function GroupTable({ by, groups }: GroupTableProps) {
  const { stats } = words();
  const titles = stats.columns;
  const most = mostOf(groups.map(({ received }) => received));
  const columns: readonly Column[] = [
    { title: titles.received, cell: ({ received }) => <Bar count={received} most={most} /> },
    {
      title: titles.median,
      cell: ({ responseMinutesMedian: minutes }) => (minutes === undefined ? '—' : exactSpan(minutes)),
    },
    { title: titles.response, cell: ({ response }) => <RateFigure rate={response} /> },
    { title: titles.completion, cell: ({ completion }) => <RateFigure rate={completion} /> },
    { title: titles.satisfaction, cell: ({ satisfaction }) => <RateFigure rate={satisfaction} /> },
  ];
  return (
    <section class="panel groups" aria-labelledby={`stats-${by}`}>
      <h2 id={`stats-${by}`}>{by === 'type' ? stats.byType : stats.byPerson}</h2>
      {groups.length === 0 ? (
        <p class="hint">{stats.noneYet}</p>
      ) : (
        <FigureTable
          first={titles[by]}
          labelOf={by === 'type' ? typeName : nameOf}
          groups={groups}
          columns={columns}
        />
      )}
    </section>
  );
}

const Bar = ({ count, most }: { readonly count: number; readonly most: number }) => (
  <span class="count-bar">
    <b class="num">{count}</b>
    <i style={{ '--share': `${Math.round((count / Math.max(most, 1)) * 100)}%` }} />
  </span>
);

function typeName(type: string): string {
  const { types } = words();
  return (types as Readonly<Record<string, string>>)[type] ?? type;
}

function nameOf(person: string): string {
  const { stats } = words();
  return person === NOBODY
    ? stats.nobody
    : person === OTHER_PERSONS
      ? stats.otherPersons
      : personName(person);
}

import type { ComponentChildren } from 'preact';
import type { ShownGroup, ShownRate } from '../../api/shapes.ts';
import { words } from '../../text/words.ts';
import { lateOf, percentOf } from './figures.ts';

export interface Column {
  readonly title: string;
  readonly cell: (group: ShownGroup) => ComponentChildren;
}

interface FigureTableProps {
  readonly first: string;
  readonly labelOf: (key: string) => string;
  readonly groups: readonly ShownGroup[];
  readonly columns: readonly Column[];
}

/** A row for each group. Where it is narrow each cell stands on a line of its own, with its heading before it. */
export const FigureTable = ({ first, labelOf, groups, columns }: FigureTableProps) => (
  <table class="figures">
    <thead>
      <tr>
        {[first, ...columns.map(({ title }) => title)].map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {groups.map((group) => (
        <tr key={group.key} data-key={group.key}>
          <th scope="row">{labelOf(group.key)}</th>
          {columns.map(({ title, cell }) => (
            <td key={title} data-title={title}>
              {cell(group)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** A percentage with what it is made of. */
export const RateFigure = ({ rate }: { readonly rate: ShownRate }) => {
  const percent = percentOf(rate);
  if (percent === undefined) return <>—</>;
  return (
    <>
      <span class="num">{percent}%</span>{' '}
      <small class="num">
        {rate.numerator}/{rate.denominator}
      </small>
    </>
  );
};

interface NumbersProps {
  readonly name: 'building' | 'day';
  readonly groups: readonly ShownGroup[];
  readonly labelOf: (key: string) => string;
}

/** The numbers of a picture, for who does not see it or wants them exactly. */
export function Numbers({ name, groups, labelOf }: NumbersProps) {
  const { columns: titles, numbers } = words().stats;
  if (groups.length === 0) return null;
  const columns: readonly Column[] = [
    { title: titles.received, cell: ({ received }) => received },
    { title: titles.inTime, cell: ({ response }) => response.numerator },
    {
      title: titles.late,
      cell: ({ response }) => (
        <span class={lateOf(response) > 0 ? 'bad' : undefined}>{lateOf(response)}</span>
      ),
    },
    { title: titles.unknown, cell: ({ response }) => response.unknown },
  ];
  return (
    <details class="numbers">
      <summary>{numbers}</summary>
      <FigureTable first={titles[name]} labelOf={labelOf} groups={groups} columns={columns} />
    </details>
  );
}

import { HOUR } from '../../../../shared/engine/calendar/instant.ts';
import type { BoardRow } from '../../api/shapes.ts';
import { personName } from '../../api/station.ts';
import { Plate, spacedReference, Tag } from '../../components/parts.tsx';
import { caseOf, hrefOf } from '../../route.ts';
import { moment, now, span } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';

/** A case in the list. What it is about stands in its texts, which are sealed: the list names its type and place. */
export function BoardRowItem({
  row,
  alike = 0,
  isChosen,
  choose,
}: {
  readonly row: BoardRow;
  /** How many of the loaded rows are open cases of this type at this place, this one included. */
  readonly alike?: number;
  readonly isChosen: boolean;
  /** On a wide screen a row is chosen; on a telephone it is opened. */
  readonly choose: (() => void) | undefined;
}) {
  const { board, types, statuses, responsibles } = words();
  const { caseId, type, priority, status, assignee, responsible, trust } = row;
  return (
    <li class={isChosen ? 'case on' : 'case'}>
      <a
        class="case-a"
        id={`row-${caseId}`}
        href={hrefOf(caseOf(caseId))}
        aria-current={isChosen ? 'true' : undefined}
        onClick={
          choose &&
          ((event) => {
            event.preventDefault();
            choose();
          })
        }
      >
        <Due row={row} />
        <div class="body">
          <h3>
            {types[type]}
            {(priority === 'P0' || priority === 'P1') && (
              <>
                {' '}
                <span class="urgent">{priority}</span>
              </>
            )}
          </h3>
          <p>
            <Plate {...row} />
            <span class="hint">
              {say(board.received, { time: moment(row.receivedAt) })} ·{' '}
              <span class="num">{spacedReference(row.reference)}</span>
            </span>
          </p>
          <p class="tags">
            <Tag tone="idle">{statuses[status]}</Tag>
            {assignee !== undefined ? (
              <span class="hint">{personName(assignee)}</span>
            ) : (
              row.dueAt !== undefined && (
                <Tag tone="soon">
                  {board.nobody}
                  {responsible !== undefined &&
                    responsible !== 'assignee' &&
                    ` · ${responsibles[responsible]}`}
                </Tag>
              )
            )}
            {alike > 1 && <Tag tone="soon">{say(board.alike, { count: alike })}</Tag>}
            {trust === 'low' && <Tag tone="soon">{board.lowTrust}</Tag>}
          </p>
        </div>
      </a>
    </li>
  );
}

/** How long until the next step, and which; a case that is overdue says so first. */
function Due({ row: { overdue, dueAt, dueKind, status } }: { readonly row: BoardRow }) {
  const { board, statuses } = words();
  if (dueAt === undefined) return <div class="due">{statuses[status]}</div>;
  const left = Date.parse(dueAt) - now();
  const step = (dueKind?.split(':')[0] ?? 'end') as keyof typeof board.step;
  if (overdue) {
    return (
      <div class="due late">
        <b>{board.late}</b>
        {say(board.lateStep, { time: span(Math.max(0, left)), step: board.step[step] })}
      </div>
    );
  }
  return (
    <div class={left < HOUR ? 'due soon' : 'due'}>
      <b class="num">{span(left)}</b>
      {board.step[step]}
    </div>
  );
}

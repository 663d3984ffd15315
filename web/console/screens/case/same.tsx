import { useSignal } from '@preact/signals';
import { useLive } from '../../api/live.ts';
import type { Board, BoardRow, OfficeCase } from '../../api/shapes.ts';
import { Plate, spacedReference } from '../../components/parts.tsx';
import { caseOf, hrefOf } from '../../route.ts';
import { draftOf, writeDraft } from '../../session/drafts.ts';
import { moment } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import type { ShownCase } from './shown-case.ts';
import { SideBySide } from './side-by-side.tsx';

/** So many cases are proposed at once; who has said of some that they are another matter is shown the next. */
const PROPOSED_MAX = 5;
const READ_MAX = 20;

/** The cases that are about the same matter, and open ones of the same type and building that may be. */
export function Same({ found }: ShownCase) {
  const { case: sentences, same } = words();
  const { linked = [], duplicateOf, coReporters = 0 } = found;
  const others = duplicateOf === undefined ? linked : [duplicateOf, ...linked];
  const proposed = useProposed(found);
  const beside = useSignal<string | undefined>(undefined);
  const draft = draftOf(found.caseId, 'not-same');
  if (others.length === 0 && proposed.length === 0) return null;
  const notSame = (caseId: string): void => {
    writeDraft(
      found.caseId,
      'not-same',
      [...draft.peek().split(' '), caseId].slice(-READ_MAX).join(' ').trim(),
    );
    beside.value = undefined;
  };
  const { value: otherId } = beside;
  return (
    <section class="panel" aria-labelledby="same">
      <h2 id="same">{sentences.same}</h2>
      {linked.length > 0 && <p class="hint">{say(sentences.sameHint, { count: coReporters })}</p>}
      <ul>
        {others.map((id) => (
          <li key={id} class="row">
            <button type="button" class="btn btn-s btn-quiet" onClick={() => (beside.value = id)}>
              {same.look}
            </button>
            <a class="btn btn-s btn-quiet" href={hrefOf(caseOf(id))}>
              {sentences.sideBySide}
            </a>
          </li>
        ))}
        {proposed.map((row) => (
          <Proposal key={row.caseId} row={row} look={() => (beside.value = row.caseId)} notSame={notSame} />
        ))}
      </ul>
      {otherId !== undefined && (
        <SideBySide
          key={otherId}
          found={found}
          otherId={otherId}
          mayLink={!others.includes(otherId)}
          notSame={() => notSame(otherId)}
          close={() => (beside.value = undefined)}
        />
      )}
    </section>
  );
}

function Proposal({
  row,
  look,
  notSame,
}: {
  readonly row: BoardRow;
  readonly look: () => void;
  readonly notSame: (caseId: string) => void;
}) {
  const { same, statuses, board } = words();
  return (
    <li class="dup maybe">
      <p>
        <b>{same.maybe}</b> <Plate {...row} /> <span class="num">{spacedReference(row.reference)}</span>
      </p>
      <p class="hint">
        {say(board.received, { time: moment(row.receivedAt) })} · {statuses[row.status]}
      </p>
      <p class="row">
        <button type="button" class="btn btn-s" onClick={look}>
          {same.look}
        </button>
        <button type="button" class="btn btn-s btn-quiet" onClick={() => notSame(row.caseId)}>
          {same.notSame}
        </button>
      </p>
    </li>
  );
}

/** Open cases of the same type and building, but those that the reader has looked at and found to be another matter. */
function useProposed(found: OfficeCase): readonly BoardRow[] {
  const mayLink = found.moves.includes('mark-duplicate');
  const { type, building, linked = [] } = found;
  const query = new URLSearchParams({ view: 'open', type, building, limit: String(READ_MAX) });
  const path = mayLink ? `/v1/office/cases?${query}` : undefined;
  const { data } = useLive<Board>(path, 'never').value;
  const notSame = draftOf(found.caseId, 'not-same').value.split(' ');
  const rows = data?.rows ?? [];
  return rows
    .filter(({ caseId }) => caseId !== found.caseId && !linked.includes(caseId) && !notSame.includes(caseId))
    .slice(0, PROPOSED_MAX);
}

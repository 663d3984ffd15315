import { refusedMoves, removeKept } from './api/kept-moves.ts';
import { ProblemNote, Said } from './components/parts.tsx';
import { caseOf, hrefOf } from './route.ts';
import { say, words } from './text/words.ts';

/** What was kept without a network and refused when it arrived. It stays here until the person has seen it. */
export function RefusedMoves() {
  const { shell, moves } = words();
  if (refusedMoves.value.length === 0) return null;
  return (
    <section class="wrap refused" aria-label={shell.refusedTitle}>
      {refusedMoves.value.map(({ caseId, body, problem, isInBox }) => (
        <div key={body.commandId} class="panel">
          <p>
            <b>{say(shell.refused, { move: moves[body.move as keyof typeof moves] })}</b>{' '}
            {isInBox && shell.refusedInBox}
          </p>
          {problem !== undefined && <ProblemNote problem={problem} />}
          {!isInBox && typeof body.text === 'string' && <Said text={body.text} kind="out" />}
          <p class="row">
            <a class="btn btn-s" href={hrefOf(caseOf(caseId))}>
              {shell.toCase}
            </a>
            <button type="button" class="btn btn-s btn-quiet" onClick={() => removeKept(body.commandId)}>
              {shell.dismiss}
            </button>
          </p>
        </div>
      ))}
    </section>
  );
}

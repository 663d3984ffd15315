import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { commandIdForNewWords, newCommandId, nextCommandId, sendMove } from '../../api/moves.ts';
import type { OfficeCase, Problem } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { Dialog, ProblemNote } from '../../components/parts.tsx';
import { clearDraft, draftOf, writeDraft } from '../../session/drafts.ts';
import { say, words } from '../../text/words.ts';
import { type FieldName, fieldsOf, type Given, MoveField, valuesOf } from './move-fields.tsx';
import type { ShownCase } from './shown-case.ts';

type Move = OfficeCase['moves'][number];

/** The move whose questions are open, and the case that it is about. */
const asking = signal<{ readonly caseId: string; readonly move: Move } | undefined>(undefined);

/** Opens the questions of a move; one that asks nothing asks whether it shall be done. */
export const openMove = (caseId: string, move: Move | undefined): void => {
  asking.value = move && { caseId, move };
};
const closeMove = (): void => {
  asking.value = undefined;
};

/** What takes a case up: the first of these that is possible. */
const takes = ['acknowledge-escalation', 'acknowledge', 'start', 'resume'] as const;
export const firstOf = (moves: OfficeCase['moves']) => takes.find((move) => moves.includes(move));

/** The boxes below the story are these two. */
const inBoxes: readonly Move[] = ['reply', 'note'];

/** What the reader can do with the case now. The most sensible is one tap; each other says what it will ask for. */
export function Moves({ found }: ShownCase) {
  const { case: sentences, moves, moveNeeds } = words();
  const main = firstOf(found.moves);
  const others = found.moves.filter((move) => move !== main && !inBoxes.includes(move));
  const extensionsLeft = station().types.extensionsMax - found.extensions;
  const { caseId, move: open } = asking.value ?? {};
  const isOffered = caseId === found.caseId && open !== undefined && found.moves.includes(open);
  useEffect(() => {
    if (!isOffered) closeMove();
  }, [isOffered]);
  useEffect(() => closeMove, []);
  return (
    <section class="panel moves" aria-labelledby="moves">
      <h2 id="moves">{sentences.next}</h2>
      {found.moves.length === 0 && <p class="hint">{sentences.noMoves}</p>}
      {main !== undefined && <OneTap key={main} found={found} move={main} />}
      <ul>
        {others.map((move) => (
          <li key={move}>
            <button type="button" onClick={() => openMove(found.caseId, move)}>
              <b>{moves[move]}</b>
              <span>
                {moveNeeds[move]}
                {move === 'extend' &&
                  ` · ${say(sentences.extensionsLeft, { count: Math.max(0, extensionsLeft) })}`}
              </span>
              <Icon of="forward" />
            </button>
          </li>
        ))}
      </ul>
      {isOffered && <MoveDialog key={open} found={found} move={open} />}
    </section>
  );
}

function OneTap({ found, move }: { readonly found: OfficeCase; readonly move: Move }) {
  const problem = useSignal<Problem | undefined>(undefined);
  const isSending = useSignal(false);
  const commandId = useSignal(newCommandId());
  const send = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    const body = { move, expectedVersion: found.version };
    const result = await sendMove(found.caseId, body, commandId.value);
    isSending.value = false;
    problem.value = result.kind === 'problem' ? result.problem : undefined;
    commandId.value =
      result.kind === 'problem' ? nextCommandId(commandId.value, result.problem) : newCommandId();
  };
  return (
    <>
      <p>
        <button type="button" class="btn btn-main btn-wide" disabled={isSending.value} onClick={send}>
          {words().moves[move]}
        </button>
      </p>
      {problem.value !== undefined && <ProblemNote problem={problem.value} />}
    </>
  );
}

function MoveDialog({ found, move }: { readonly found: OfficeCase; readonly move: Move }) {
  const { moves, shell, case: sentences } = words();
  const fields = fieldsOf(move, found);
  const draft = draftOf(found.caseId, `${move}-given`);
  const given: Given = draft.value === '' ? {} : JSON.parse(draft.value);
  const problem = useSignal<Problem | undefined>(undefined);
  const isSending = useSignal(false);
  const commandId = useSignal(newCommandId());
  const seen = useSignal(found.version);
  const text = draftOf(found.caseId, move);
  const errorOf = (field: FieldName): string | undefined =>
    problem.value?.errors?.find((error) => error.field === field || error.field.startsWith(`${field}.`))
      ?.message;

  const write = (box: string, value: string): void => {
    commandId.value = commandIdForNewWords(commandId.value, problem.value);
    writeDraft(found.caseId, box, value);
  };
  const sendOnce = async (): Promise<void> => {
    const [sent, sentGiven] = [text.value, draft.value];
    const asked = await valuesOf(move, { ...given, text: sent }, found);
    if ('problem' in asked) {
      problem.value = asked.problem;
      return;
    }
    const body = { move, expectedVersion: seen.value, ...asked.values };
    const result = await sendMove(found.caseId, body, commandId.value);
    if (result.kind === 'problem') {
      problem.value = result.problem;
      commandId.value = nextCommandId(commandId.value, result.problem);
      return;
    }
    clearDraft(found.caseId, move, sent);
    clearDraft(found.caseId, `${move}-given`, sentGiven);
    closeMove();
  };
  const send = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    try {
      await sendOnce();
    } finally {
      isSending.value = false;
    }
  };
  return (
    <Dialog title={moves[move]} onClose={closeMove}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {fields.map((field) => (
          <MoveField
            key={field}
            field={field}
            found={found}
            move={move}
            given={given}
            text={text.value}
            error={errorOf(field)}
            change={(values) => write(`${move}-given`, JSON.stringify({ ...given, ...values }))}
            write={(value) => write(move, value)}
          />
        ))}
        {problem.value !== undefined && <ProblemNote problem={problem.value} />}
        {problem.value?.code === 'changed-meanwhile' && (
          <p class="row">
            <span>{sentences.changedKept}</span>
            <button
              type="button"
              class="btn btn-s"
              onClick={() => {
                seen.value = found.version;
                problem.value = undefined;
              }}
            >
              {sentences.sendAnyway}
            </button>
          </p>
        )}
        <p class="row">
          <button type="submit" class="btn btn-main" disabled={isSending.value}>
            {fields.length === 0 ? sentences.confirm : moves[move]}
          </button>
          <button type="button" class="btn btn-quiet" onClick={closeMove}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

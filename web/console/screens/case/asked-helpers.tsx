import { useSignal } from '@preact/signals';
import { helperRoles } from '../../../../shared/cases/helper-roles.ts';
import { ask, changed } from '../../api/api.ts';
import { useLive } from '../../api/live.ts';
import { commandIdForNewWords, newCommandId, nextCommandId } from '../../api/moves.ts';
import type { Problem, ShownHelpers } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { Dialog, Field, ProblemNote, Tag } from '../../components/parts.tsx';
import { clearDraft, draftOf, writeDraft } from '../../session/drafts.ts';
import { deadline } from '../../text/times.ts';
import { typedMax } from '../../text/typed-max.ts';
import { say, words } from '../../text/words.ts';
import { Select } from './move-fields.tsx';
import type { ShownCase } from './shown-case.ts';

const EVERY_MS = 60_000;

/** As the API takes it. */
const TASK_MAX = 200;

/** Who was asked to help, by a link and without an account, and what they said. */
export function Helpers({ found }: ShownCase) {
  const { case: sentences } = words();
  const { role } = station().me;
  const mayAsk = role === 'officer' || role === 'chief';
  const path = `/v1/office/cases/${found.caseId}/helpers`;
  // What was asked about a secret case may reveal its reporter: it is read when somebody opens it, and that goes on record.
  const isOpen = useSignal(!found.secretReporter);
  const every = found.secretReporter ? 'never' : EVERY_MS;
  const { data } = useLive<ShownHelpers>(mayAsk && isOpen.value ? path : undefined, every).value;
  const isAsking = useSignal(false);
  if (!mayAsk || (found.endedAt !== undefined && data?.helpers.length === 0)) return null;
  return (
    <section class="panel" aria-labelledby="helpers">
      <h2 id="helpers">{sentences.helpers}</h2>
      {!isOpen.value && wasAsked(found) && (
        <div class="withheld">
          <p class="hint">{sentences.opensOnRecord}</p>
          <button type="button" class="btn btn-s btn-quiet" onClick={() => (isOpen.value = true)}>
            {sentences.open}
          </button>
        </div>
      )}
      <ul>
        {data?.helpers.map((helper) => (
          <li key={helper.id} class="dup">
            <p>
              <b>{sentences.helperFor[helper.for]}</b>{' '}
              <Tag tone={helper.status === 'asked' ? 'soon' : 'idle'}>
                {helper.answer === undefined
                  ? sentences.helperStates[helper.status]
                  : sentences.helperAnswers[helper.answer]}
              </Tag>
            </p>
            {helper.task !== undefined && <p dir="auto">{helper.task}</p>}
            <p class="hint">
              {say(sentences.helperUntil, { time: deadline(helper.until) })} ·{' '}
              {say(sentences.helperViews, { count: helper.views })}
            </p>
            {helper.status === 'asked' && (
              <button
                type="button"
                class="btn btn-s btn-quiet"
                onClick={() =>
                  void ask('POST', `${path}/${helper.id}/revoke`, { body: {} }).then(() =>
                    changed(found.caseId),
                  )
                }
              >
                {sentences.takeBack}
              </button>
            )}
          </li>
        ))}
      </ul>
      {found.endedAt === undefined && (
        <button type="button" class="btn btn-s btn-quiet" onClick={() => (isAsking.value = true)}>
          {sentences.askHelper}
        </button>
      )}
      {isAsking.value && (
        <AskHelper caseId={found.caseId} path={path} close={() => (isAsking.value = false)} />
      )}
    </section>
  );
}

const wasAsked = ({ history }: ShownCase['found']): boolean =>
  history.some(({ fact }) => fact === 'helper-asked');

function AskHelper({
  caseId,
  path,
  close,
}: {
  readonly caseId: string;
  readonly path: string;
  readonly close: () => void;
}) {
  const { case: sentences, shell } = words();
  const task = draftOf(caseId, 'helper');
  const whom = useSignal('');
  const problem = useSignal<Problem | undefined>(undefined);
  const link = useSignal<string | undefined>(undefined);
  const isCopied = useSignal(false);
  const isUnreachable = useSignal(false);
  const isSending = useSignal(false);
  const commandId = useSignal(newCommandId());
  const reworded = (): void => {
    commandId.value = commandIdForNewWords(commandId.value, problem.value);
  };
  const send = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    const sent = task.value;
    const body = { task: sent, for: whom.value, commandId: commandId.value };
    const answer = await ask<{ readonly url: string }>('POST', path, { body });
    isSending.value = false;
    isUnreachable.value = answer.kind === 'unreachable';
    if (answer.kind === 'problem') {
      problem.value = answer.problem;
      commandId.value = nextCommandId(commandId.value, answer.problem);
    }
    if (answer.kind !== 'done') return;
    clearDraft(caseId, 'helper', sent);
    problem.value = undefined;
    link.value = answer.body.url;
    changed(caseId);
  };
  return (
    <Dialog title={sentences.helpers} onClose={close}>
      {link.value === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Field id="helper-for" label={sentences.helpers}>
            <Select
              id="helper-for"
              choices={Object.fromEntries(helperRoles.map((role) => [role, sentences.helperFor[role]]))}
              value={whom.value}
              change={(value) => {
                whom.value = value;
                reworded();
              }}
            />
          </Field>
          <Field id="helper-task" label={sentences.helperTask}>
            <textarea
              class="input"
              id="helper-task"
              maxLength={typedMax(TASK_MAX)}
              value={task.value}
              onInput={(event) => {
                writeDraft(caseId, 'helper', event.currentTarget.value);
                reworded();
              }}
            />
          </Field>
          {isUnreachable.value && (
            <p class="alert" role="alert">
              {shell.unreachable}
            </p>
          )}
          {problem.value !== undefined && <ProblemNote problem={problem.value} />}
          <p class="row">
            <button type="submit" class="btn btn-main" disabled={isSending.value}>
              {sentences.askHelper}
            </button>
            <button type="button" class="btn btn-quiet" onClick={close}>
              {shell.cancel}
            </button>
          </p>
        </form>
      ) : (
        <>
          <p>{sentences.helperLink}</p>
          <p class="said link-once">{link.value}</p>
          <p class="row">
            <button
              type="button"
              class="btn btn-main"
              onClick={() =>
                void navigator.clipboard.writeText(link.value ?? '').then(() => (isCopied.value = true))
              }
            >
              {isCopied.value ? sentences.copied : sentences.copy}
            </button>
            <button type="button" class="btn btn-quiet" onClick={close}>
              {shell.close}
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}

import { useSignal } from '@preact/signals';
import { ask, changed } from '../../api/api.ts';
import type { Problem } from '../../api/shapes.ts';
import { personName, station } from '../../api/station.ts';
import { ProblemNote, Said, Tag } from '../../components/parts.tsx';
import { day } from '../../text/times.ts';
import { language, say, words } from '../../text/words.ts';
import type { FaqEntry } from './faq-draft.ts';
import { FaqForm } from './faq-form.tsx';

type Step = { readonly move: 'approve'; readonly draft: number } | { readonly move: 'confirm' | 'withdraw' };

/** One question: what residents read, what waits for approval, and what can be done with it. */
export function FaqItem({ entry }: { readonly entry: FaqEntry }) {
  const { faq, shell } = words();
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const isOpen = useSignal(false);
  const isSending = useSignal(false);
  const { role, person } = station().me;
  const mayChange = role === 'officer' || role === 'chief';
  const { shown, draft, checkedAt, lookAgainAt } = entry;
  const send = async (step: Step): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    const body = { ...step, commandId: crypto.randomUUID() };
    const answer = await ask('POST', `/v1/office/faq/${entry.id}/moves`, { body });
    isSending.value = false;
    problem.value =
      answer.kind === 'problem' ? answer.problem : answer.kind === 'done' ? undefined : 'unreachable';
    changed();
  };
  const title = (shown ?? draft?.words)?.question[language()] ?? faq.noWords;
  const isOwn = draft?.by === person;
  return (
    <li class="panel" id={entry.id}>
      <h2>{title}</h2>
      <p>
        {entry.isShown ? (
          <Tag tone="ok">{faq.shown}</Tag>
        ) : (
          <Tag tone="idle">{draft === undefined ? faq.notShown : faq.neverShown}</Tag>
        )}{' '}
        {draft !== undefined && <Tag tone="soon">{faq.waits}</Tag>}
      </p>
      {shown !== undefined && <Said text={shown.answer[language()]} kind="out" />}
      {checkedAt !== undefined && lookAgainAt !== undefined && (
        <p class="hint">{say(faq.checked, { checked: day(checkedAt), again: day(lookAgainAt) })}</p>
      )}
      {draft !== undefined && <Waiting draft={draft} />}
      {problem.value === 'unreachable' && (
        <p class="alert" role="alert">
          {shell.unreachable}
        </p>
      )}
      {typeof problem.value === 'object' && <ProblemNote problem={problem.value} />}
      {mayChange && (
        <p class="row">
          {draft?.words !== undefined && (
            <button
              type="button"
              class="btn btn-main"
              disabled={isOwn || isSending.value}
              aria-describedby={isOwn ? `own-${entry.id}` : undefined}
              onClick={() => void send({ move: 'approve', draft: draft.version })}
            >
              {faq.approve}
            </button>
          )}
          {shown !== undefined && (
            <button
              type="button"
              class="btn"
              disabled={isSending.value}
              onClick={() => void send({ move: 'confirm' })}
            >
              {faq.confirm}
            </button>
          )}
          <button
            type="button"
            class="btn"
            aria-expanded={isOpen.value}
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            {faq.correct}
          </button>
          {(shown !== undefined || draft !== undefined) && (
            <button
              type="button"
              class="btn btn-quiet"
              disabled={isSending.value}
              onClick={() => void send({ move: 'withdraw' })}
            >
              {faq.withdraw}
            </button>
          )}
        </p>
      )}
      {mayChange && isOwn && (
        <p class="hint" id={`own-${entry.id}`}>
          {faq.secondPerson}
        </p>
      )}
      {isOpen.value && (
        <FaqForm
          entry={entry}
          done={() => {
            isOpen.value = false;
          }}
        />
      )}
    </li>
  );
}

function Waiting({ draft }: { readonly draft: NonNullable<FaqEntry['draft']> }) {
  const { faq } = words();
  const { words: waiting } = draft;
  return (
    <div class="field">
      <p class="hint">{say(faq.writtenBy, { person: personName(draft.by), day: day(draft.at) })}</p>
      {waiting !== undefined &&
        (['zh-CN', 'en'] as const).map((one) => (
          <div key={one} lang={one}>
            <p>
              <b>{waiting.question[one]}</b>
            </p>
            <Said text={waiting.answer[one]} kind="in" />
          </div>
        ))}
    </div>
  );
}

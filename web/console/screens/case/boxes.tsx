import { useSignal } from '@preact/signals';
import { commandIdForNewWords, newCommandId, nextCommandId, sendMove } from '../../api/moves.ts';
import type { OfficeCase, Problem } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/parts.tsx';
import { clearDraft, draftOf, writeDraft } from '../../session/drafts.ts';
import { typedMax } from '../../text/typed-max.ts';
import { say, words } from '../../text/words.ts';
import { QuickReplies, REPLY_MAX } from './quick-replies.tsx';
import type { ShownCase } from './shown-case.ts';
import { whatIs, whoIs } from './story.ts';

/** The reply to the resident and the note for colleagues: nothing about the two is alike, so neither is taken for the other. */
export function Boxes({ found }: ShownCase) {
  const { case: sentences } = words();
  if (!found.moves.includes('reply') && !found.moves.includes('note')) return null;
  return (
    <div class="boxes">
      {found.moves.includes('reply') && (
        <Box
          found={found}
          move="reply"
          look="reply"
          sign="speech"
          title={sentences.reply}
          hint={found.secretReporter ? sentences.replySecret : sentences.replyHint}
          placeholder={sentences.replyPlaceholder}
          button={sentences.send}
          after={sentences.noWayBack}
        />
      )}
      {found.moves.includes('note') && (
        <Box
          found={found}
          move="note"
          look="inote"
          sign="lock"
          title={sentences.note}
          hint={sentences.noteHint}
          placeholder={sentences.notePlaceholder}
          button={sentences.keepNote}
        />
      )}
    </div>
  );
}

interface BoxProps {
  readonly found: OfficeCase;
  readonly move: 'reply' | 'note';
  readonly look: 'reply' | 'inote';
  readonly sign: 'speech' | 'lock';
  readonly title: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly button: string;
  readonly after?: string;
}

function Box({ found, move, look, sign, title, hint, placeholder, button, after }: BoxProps) {
  const { case: sentences } = words();
  const { caseId, version } = found;
  const text = draftOf(caseId, move);
  const begun = draftOf(caseId, `${move}-version`);
  const problem = useSignal<Problem | undefined>(undefined);
  const isKept = useSignal(false);
  const isSending = useSignal(false);
  const commandId = useSignal(newCommandId());
  // A draft knows the version on which it was begun: what others did since is shown before it can be sent.
  const seen = Number(begun.value || version);
  const news = text.value === '' ? [] : newsSince(seen, found);
  const isBehind = news.length > 0;

  const write = (value: string): void => {
    if (text.value === '') writeDraft(caseId, `${move}-version`, String(version));
    writeDraft(caseId, move, value);
    commandId.value = commandIdForNewWords(commandId.value, problem.value);
    if (value === '') writeDraft(caseId, `${move}-version`, '');
    problem.value = undefined;
    isKept.value = false;
  };
  const send = async (): Promise<void> => {
    if (isSending.value || text.value.trim() === '') return;
    isSending.value = true;
    const sent = text.value;
    const result = await sendMove(caseId, { move, text: sent, expectedVersion: version }, commandId.value);
    isSending.value = false;
    if (result.kind === 'problem') {
      problem.value = result.problem;
      commandId.value = nextCommandId(commandId.value, result.problem);
      return;
    }
    commandId.value = newCommandId();
    clearDraft(caseId, move, sent);
    if (text.value === '') writeDraft(caseId, `${move}-version`, '');
    isKept.value = result.kind === 'kept';
  };
  return (
    <form
      class={`box ${look}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBehind) void send();
      }}
    >
      <label class="box-h" for={`box-${move}`}>
        <Icon of={sign} />
        <span>
          {title}
          <small>{hint}</small>
        </span>
      </label>
      <div class="in-box">
        {move === 'reply' && <QuickReplies found={found} text={text.value} write={write} />}
        <textarea
          class="input"
          id={`box-${move}`}
          value={text.value}
          placeholder={placeholder}
          maxLength={typedMax(REPLY_MAX)}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit();
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        {isBehind && (
          <Behind news={news} accept={() => writeDraft(caseId, `${move}-version`, String(version))} />
        )}
        {problem.value !== undefined && problem.value.code !== 'changed-meanwhile' && (
          <ProblemNote problem={problem.value} />
        )}
        {isKept.value && (
          <p class="hint" role="status">
            {sentences.keptForLater}
          </p>
        )}
        <p class="row">
          <button
            type="submit"
            class={look === 'reply' ? 'btn btn-main' : 'btn'}
            disabled={isBehind || isSending.value}
          >
            {button}
          </button>
          {after !== undefined && <span class="hint">{after}</span>}
        </p>
      </div>
    </form>
  );
}

/** What other people did since a version. What the reader did is no news, and what the clock does changes no words. */
const newsSince = (seen: number, { history }: OfficeCase): OfficeCase['history'] =>
  history.filter(
    ({ version, by }) =>
      version > seen && by.kind !== 'clock' && by.kind !== 'system' && by.person !== station().me.person,
  );

/** Says what others did since a text was begun, and asks to look at it before the text goes out. */
function Behind({ news, accept }: { readonly news: OfficeCase['history']; readonly accept: () => void }) {
  const { case: sentences } = words();
  return (
    <div class="alert" role="alert">
      <ul>
        {news.map((fact) => (
          <li key={`${fact.version}-${fact.index}`}>
            {say(sentences.changedByOther, { who: whoIs(fact.by), what: whatIs(fact) })}
          </li>
        ))}
      </ul>
      <p>{sentences.changedKept}</p>
      <button type="button" class="btn btn-s" onClick={accept}>
        {sentences.sendAnyway}
      </button>
    </div>
  );
}

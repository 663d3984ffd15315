import { useSignal } from '@preact/signals';
import { Icon } from '../../../components/icon.tsx';
import { Field } from '../../../components/parts.tsx';
import type { SettingsKind } from '../../../route.ts';
import { draftOf, writeDraft } from '../../../session/drafts.ts';
import { say } from '../../../text/words.ts';
import { type Content, isObject } from './content.ts';
import { settingsWords } from './settings-words.ts';

interface FileProps {
  readonly kind: SettingsKind;
  readonly content: Content;
  /** Absent for who only reads. */
  readonly take?: (content: Content) => void;
}

/** The whole content as JSON, to download, and for a chief to paste in place of what the form has. */
export function FileForm({ kind, content, take }: FileProps) {
  const { file } = settingsWords();
  const fault = useSignal<string | undefined>(undefined);
  const isTaken = useSignal(false);
  const draft = draftOf('settings', `file-${kind}`).value;
  const whole = JSON.stringify(content, null, 2);
  const use = (): void => {
    const read = contentIn(draft === '' ? whole : draft);
    fault.value = read.fault;
    isTaken.value = read.content !== undefined;
    if (read.content === undefined) return;
    take?.(read.content);
    writeDraft('settings', `file-${kind}`, '');
  };
  return (
    <details class="panel fold set-file">
      <summary>
        {file.title}
        <Icon of="down" />
      </summary>
      <p class="hint">{file.hint}</p>
      <p class="row">
        <button type="button" class="btn btn-s btn-quiet" onClick={() => save(whole, `${kind}.json`)}>
          {file.download}
        </button>
      </p>
      {take !== undefined && (
        <>
          <Field id="settings-text" label={file.text} error={fault.value}>
            <textarea
              class="input json"
              id="settings-text"
              spellcheck={false}
              autocomplete="off"
              value={draft === '' ? whole : draft}
              onInput={(event) => {
                fault.value = undefined;
                isTaken.value = false;
                writeDraft('settings', `file-${kind}`, event.currentTarget.value);
              }}
            />
          </Field>
          <p class="row">
            <button type="button" class="btn btn-s" onClick={use}>
              {file.take}
            </button>
            <span role="status">{isTaken.value && <span class="good">{file.taken}</span>}</span>
          </p>
        </>
      )}
    </details>
  );
}

/** The object that a text holds, or why it holds none. */
function contentIn(text: string): { readonly content?: Content; readonly fault?: string } {
  const { file } = settingsWords();
  try {
    const content: unknown = JSON.parse(text);
    return isObject(content) && !Array.isArray(content)
      ? { content }
      : { fault: say(file.notJson, { reason: '{ … }' }) };
  } catch (thrown) {
    return { fault: say(file.notJson, { reason: thrown instanceof Error ? thrown.message : '' }) };
  }
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  // The browser has taken the bytes over once the click was handled.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

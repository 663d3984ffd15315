import { signal } from '@preact/signals';
import { Dialog } from './components/parts.tsx';
import { useKeys } from './keys.ts';
import { go } from './route.ts';
import { words } from './text/words.ts';

export const isKeySheetOpen = signal(false);

/** The keys that work on every screen, and the sheet that lists all of them. */
export function KeySheet() {
  const { keys, shell } = words();
  useKeys({
    '?': () => {
      isKeySheetOpen.value = true;
    },
    '/': () => go({ screen: 'search' }),
  });
  if (!isKeySheetOpen.value) return null;
  const close = () => {
    isKeySheetOpen.value = false;
  };
  const rows = [
    ['J', keys.next],
    ['K', keys.previous],
    ['Enter', keys.open],
    ['A', keys.take],
    ['R', keys.reply],
    ['E', keys.resolve],
    ['T', keys.transfer],
    ['/', keys.search],
    ['?', keys.help],
    ['Esc', keys.leave],
  ] as const;
  return (
    <Dialog title={keys.title} onClose={close}>
      <p class="hint">{keys.hint}</p>
      <dl class="key-list">
        {rows.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        <button type="button" class="btn btn-main" onClick={close}>
          {shell.close}
        </button>
      </p>
    </Dialog>
  );
}

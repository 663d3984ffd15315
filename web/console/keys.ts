import { useEffect } from 'preact/hooks';

const typing = 'input,textarea,select,[contenteditable]';

/**
 * Keys of a screen. In a text field, with a modifier, or while a dialog is open they do nothing, so that nobody resolves a
 * case by typing an E.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (target instanceof Element && target.closest(typing) !== null) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const action = keys[key.length === 1 ? key.toLowerCase() : key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

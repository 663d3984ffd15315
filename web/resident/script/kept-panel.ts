import type { KeptReport } from './kept.ts';
import { receiptOf } from './post.ts';

export interface KeptPanel {
  /** Shows the state of a report. */
  show(report: KeptReport, now: KeptNow): void;
  hide(): void;
  /** Moves the focus to the panel. */
  focus(): void;
}

export interface KeptNow {
  readonly isSending: boolean;
  /** Whether the resident waits for it on this page and can still change it. */
  readonly mayChange: boolean;
}

/** The buttons of the panel. */
export type KeptAction = 'try' | 'change' | 'discard' | 'another' | 'seen';

/** The page already contains all states of the panel; this shows the current one. */
export function keptPanel(pressed: (action: KeptAction) => void): KeptPanel | undefined {
  const panel = document.getElementById('kept');
  if (panel === null) return undefined;
  panel.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-do]') : null;
    if (button !== null) pressed(button.getAttribute('data-do') as KeptAction);
  });
  const setText = (part: string, text: string) => {
    for (const one of panel.querySelectorAll(`[data-kept=${part}]`)) {
      if (one.textContent !== text) one.textContent = text;
    }
  };
  const reveal = (part: string, isShown: boolean) => {
    const found = panel.querySelector<HTMLElement>(part);
    if (found !== null) found.hidden = !isShown;
  };
  const setLink = (part: string, address: string) =>
    panel.querySelector(`a[data-kept=${part}]`)?.setAttribute('href', address);
  return {
    show(report, now) {
      for (const block of panel.querySelectorAll<HTMLElement>('[data-standing]')) {
        block.hidden = block.dataset.standing !== report.standing;
      }
      reveal('.kept-actions', now.mayChange);
      reveal('.leave', report.isSensitive);
      setText('at', (panel.dataset.at ?? '').replace('{time}', timeOf(report.at)));
      setText('now', (now.isSending ? panel.dataset.sending : panel.dataset.waiting) ?? '');
      // The text of a sensitive report is not shown, since others may see the screen.
      setText('what', report.isSensitive ? '' : (report.typed.what ?? ''));
      setLink('change-it', `/q/${report.place}${report.query}`);
      setLink('receipt', receiptOf(report));
      panel.hidden = false;
    },
    hide() {
      panel.hidden = true;
    },
    focus: () => panel.focus(),
  };
}

/** `11-23 14:20` in the station's time zone, in any language. */
const timeOf = (at: number): string =>
  new Date(at + 8 * 60 * 60 * 1000).toISOString().slice(5, 16).replace('T', ' ');

import type { KeptReport } from './kept.ts';
import { receiptOf } from './post.ts';

export interface KeptPanel {
  /** Says how a report stands. */
  show(report: KeptReport, now: KeptNow): void;
  hide(): void;
  /** Takes its reader there. */
  focus(): void;
}

export interface KeptNow {
  readonly isSending: boolean;
  /** Whether its writer waits for it here, and may still change it. */
  readonly mayChange: boolean;
}

/** What the writer of a kept report presses. */
export type KeptAction = 'try' | 'change' | 'discard' | 'another' | 'seen';

/** Everything it can say stands in the page already; this shows the part that is true. */
export function keptPanel(pressed: (action: KeptAction) => void): KeptPanel | undefined {
  const panel = document.getElementById('kept');
  if (panel === null) return undefined;
  panel.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-do]') : null;
    if (button !== null) pressed(button.getAttribute('data-do') as KeptAction);
  });
  const say = (part: string, text: string) => {
    for (const one of panel.querySelectorAll(`[data-kept=${part}]`)) {
      if (one.textContent !== text) one.textContent = text;
    }
  };
  const reveal = (part: string, isShown: boolean) => {
    const found = panel.querySelector<HTMLElement>(part);
    if (found !== null) found.hidden = !isShown;
  };
  const lead = (part: string, address: string) =>
    panel.querySelector(`a[data-kept=${part}]`)?.setAttribute('href', address);
  return {
    show(report, now) {
      for (const block of panel.querySelectorAll<HTMLElement>('[data-standing]')) {
        block.hidden = block.dataset.standing !== report.standing;
      }
      reveal('.kept-actions', now.mayChange);
      reveal('.leave', report.isSensitive);
      say('at', (panel.dataset.at ?? '').replace('{time}', timeOf(report.at)));
      say('now', (now.isSending ? panel.dataset.sending : panel.dataset.waiting) ?? '');
      // Somebody may look over the writer's shoulder.
      say('what', report.isSensitive ? '' : (report.typed.what ?? ''));
      lead('change-it', `/q/${report.place}${report.query}`);
      lead('receipt', receiptOf(report));
      panel.hidden = false;
    },
    hide() {
      panel.hidden = true;
    },
    focus: () => panel.focus(),
  };
}

/** `11-23 14:20` as the clock on the station's wall shows it, in any language. */
const timeOf = (at: number): string =>
  new Date(at + 8 * 60 * 60 * 1000).toISOString().slice(5, 16).replace('T', ' ');

import type { Words } from '../../../shared/locales/words.ts';
import { emergencyBar } from '../components/emergency.ts';
import { page } from '../components/frame.ts';
import type { Reader } from '../components/reader.ts';
import { html } from '../html.ts';
import { trackSheet } from '../style/sheet.ts';

export interface StopPageProps {
  readonly reader: Reader;
  readonly words: Words;
  /** Whether the messages have been stopped, or the page still asks. */
  readonly stopped: boolean;
}

/** The page behind the link in a mail that stops the messages about a case. It says nothing about the case. */
export function stopPage({ reader, words, stopped }: StopPageProps): string {
  const { frame, track } = words;
  const { title, text, done, doneText, button } = track.stop;
  return page({
    reader,
    words,
    station: undefined,
    sheet: trackSheet,
    title: stopped ? done : title,
    above: emergencyBar(frame),
    main: stopped
      ? html`<h1 role="status">${done}</h1><p class="say">${doneText}</p>`
      : html`<h1>${title}</h1><p class="say">${text}</p><form method="post"><button class="btn btn-main btn-big" name="stop" value="yes">${button}</button></form>`,
  });
}

import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import { localTime } from '../../../shared/engine/calendar/local-time.ts';
import { fill } from '../../../shared/locales/fill.ts';
import { say } from '../../../shared/locales/say.ts';
import type { Words } from '../../../shared/locales/words.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { duration } from '../components/duration.ts';
import { telephone } from '../components/emergency.ts';
import { errorSummary, type FieldError } from '../components/field.ts';
import { page } from '../components/frame.ts';
import { type HelperForm, helperAnswerForm } from '../components/helper-answers.ts';
import { type HelperPhotos, photoUpload, sentPhotos } from '../components/helper-photos.ts';
import { dayAndTime } from '../components/moment.ts';
import type { Reader } from '../components/reader.ts';
import { type Html, html } from '../html.ts';
import { helperSheet } from '../style/sheet.ts';

type Answer = keyof Words['helper']['answers'];

/** The task as the page shows it. */
export interface ShownTask {
  /** What is asked; `undefined` where it cannot be read any more. */
  readonly words: string | undefined;
  readonly until: number;
  readonly withPhoto: boolean;
  readonly answers: number;
  readonly answer?: Answer;
  readonly answeredAt?: number;
}

export interface HelperPageProps extends Omit<HelperForm, 'seen'>, HelperPhotos {
  readonly reader: Reader;
  readonly station: Station | undefined;
  readonly task: ShownTask;
  /** Where the page itself is found, and the photo that the helper may see. */
  readonly path: string;
  readonly photoPath: string;
  /** The grant to send a photo from this page, once it was asked for. */
  readonly upload?: UploadGrant | undefined;
  readonly errors: readonly FieldError[];
}

/**
 * The page behind a helper's link: the task, its photo, three answers, and nothing else of the case; or, right after an
 * answer with which a photo is to be sent, the form for that photo.
 */
export function helperPage(props: HelperPageProps): string {
  const { reader, words, station, task, errors, upload } = props;
  const { helper, frame } = words;
  if (upload !== undefined) {
    const done = task.answer !== undefined && answered(task, task.answer, props);
    const main = html`${done}${photoUpload(upload, words, props.path)}`;
    return framed(reader, words, station, { title: helper.photoTitle, main });
  }
  const form = helperAnswerForm({ ...props, seen: task.answers });
  return framed(reader, words, station, {
    title: errors.length > 0 ? `${frame.error}${helper.title}` : helper.title,
    main: html`${errorSummary(say(words.language, frame.errors, { count: errors.length }), errors)}<div class="plate"><p class="plate-name">${helper.title}</p><p class="plate-sub">${helper.lead}</p></div>
<h1 class="lead" dir="auto">${task.words ?? helper.lost}</h1>
${task.withPhoto && photo(props)}
${
  task.answer === undefined
    ? form
    : html`${answered(task, task.answer, props)}${sentPhotos(props)}<details class="fold"${errors.some(({ target }) => target !== 'photos') && html` open`}><summary>${helper.change}</summary><p>${helper.changeHint}</p>${form}</details>`
}
${about(props)}`,
  });
}

const photo = ({ photoPath, words: { helper } }: HelperPageProps): Html =>
  html`<figure class="shot"><img src="${photoPath}" alt="${helper.picture}"><figcaption><a href="${photoPath}">${helper.enlarge}</a></figcaption></figure><p class="keep hint">${helper.keep}</p>`;

const answered = (
  { answeredAt = 0 }: ShownTask,
  answer: Answer,
  { reader, words: { helper, frame } }: HelperPageProps,
): Html =>
  html`<div class="box is-good"><h2>${fill(helper.answered, {
    answer: helper.answers[answer].title,
    at: dayAndTime(localTime(answeredAt), reader.now, frame),
  })}</h2><p>${helper.thanks}</p></div>`;

/** Who asks, until when, who sees the answer, and that nobody has to answer. */
function about({ reader, station, task, words: { helper, frame } }: HelperPageProps): Html {
  const call =
    station !== undefined && html`<a class="btn" href="${telephone(station.phone)}">${helper.check}</a>`;
  const name = station?.words[reader.language] ?? frame.room;
  return html`<dl class="life"><div><dt>${helper.asksTitle}</dt><dd>${name}<br>${helper.asks}${call}</dd></div>
<div><dt>${helper.untilTitle}</dt><dd><b class="num">${dayAndTime(localTime(task.until), reader.now, frame)}</b><br>${fill(
    helper.until,
    { left: duration(task.until - reader.now, frame) },
  )}</dd></div>
<div><dt>${helper.seenTitle}</dt><dd>${helper.seen}</dd></div>
<div><dt>${helper.busyTitle}</dt><dd>${helper.busy}</dd></div></dl>`;
}

/** Said once to who is not the right person; the link is void from then on. */
export const helperThanks = (reader: Reader, words: Words): string =>
  framed(reader, words, undefined, {
    title: words.helper.notMe,
    main: html`<div class="box is-good"><h1>${words.helper.notMe}</h1><p>${words.helper.notMeDone}</p></div>`,
  });

/** The same for a link that expired, was taken back, or never was. */
export const helperGone = (reader: Reader, words: Words): string =>
  framed(reader, words, undefined, {
    title: words.helper.gone,
    main: html`<div class="box"><h1>${words.helper.gone}</h1><p>${words.helper.goneWhy}</p><p>${words.helper.goneCall}</p></div>`,
  });

/** Any other problem, in the size of this page. */
export const helperTrouble = (
  reader: Reader,
  words: Words,
  { title, detail }: { readonly title: string; readonly detail: string },
): string =>
  framed(reader, words, undefined, {
    title: `${words.frame.error}${title}`,
    main: html`<div class="box"><h1>${title}</h1><p>${detail}</p></div>`,
  });

const framed = (
  reader: Reader,
  words: Words,
  station: Station | undefined,
  { title, main }: { readonly title: string; readonly main: Html },
): string => page({ reader, words, station, sheet: helperSheet, title, main, oneSize: true });

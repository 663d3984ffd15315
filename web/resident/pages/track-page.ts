import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import { deadlineTime, localTime } from '../../../shared/engine/calendar/local-time.ts';
import type { Track } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import { say } from '../../../shared/locales/say.ts';
import type { Words } from '../../../shared/locales/words.ts';
import type { Station } from '../../../shared/stations/station.ts';
import {
  type Actions,
  addMessage,
  join,
  type ResidentAction,
  rate,
  reopen,
  talk,
  withdraw,
} from '../components/actions.ts';
import { head, lateCard, promiseCard } from '../components/clock-card.ts';
import { emergencyBar, telephone } from '../components/emergency.ts';
import { errorSummary, type FieldError } from '../components/field.ts';
import { page } from '../components/frame.ts';
import { keptReport } from '../components/kept-report.ts';
import { dayAndTime, stepTime, timeNear } from '../components/moment.ts';
import { chooseNotices } from '../components/notices.ts';
import { addPhoto, type Photos, photoList } from '../components/photos.ts';
import { grouped, numberPlate } from '../components/plate.ts';
import { history, promises } from '../components/progress.ts';
import { choices, type Reader } from '../components/reader.ts';
import type { Script } from '../components/script.ts';
import { quickExit, type Typed } from '../components/tile-picker.ts';
import { type Html, html } from '../html.ts';
import { trackSheet } from '../style/sheet.ts';

export interface TrackPageProps {
  readonly reader: Reader;
  readonly words: Words;
  readonly script: Script | undefined;
  readonly station: Station | undefined;
  /** The name of the place. */
  readonly placeName: string;
  readonly view: Track;
  /** The ETag of the page's content except the remaining minutes. */
  readonly tag: string;
  readonly commandId: string;
  /** The path of the signed receipt's download. */
  readonly receiptPath: string;
  /** The submitted fields, when a form came back with errors. */
  readonly typed: Typed;
  readonly action?: ResidentAction | undefined;
  readonly errors: readonly FieldError[];
  readonly trouble?: string;
  /** The grant to upload a photo, once it was requested. */
  readonly upload?: UploadGrant | undefined;
  readonly photosMax: number;
  readonly srcOf: Photos['srcOf'];
}

/** The tracking page of a case: its reference, next deadline, responsible, history and actions. */
export function trackPage(props: TrackPageProps): string {
  const { reader, words, script, station, view, errors } = props;
  const { frame, track } = words;
  const title = titleOf(view, words, reader);
  const actions: Actions = {
    words,
    station,
    errors,
    isLinked: view.coReporters !== undefined,
    isWithdrawn: view.status === 'withdrawn',
    commandId: props.commandId,
    typed: props.typed,
    // In whatever state a case is, its messages can be stopped.
    allowed: [...view.actions, 'choose-notices'],
    phone: view.phone,
    rated: ratedIn(view, words, reader),
    open: props.action ?? (view.nextStep?.step === 'your-answer' ? 'add-message' : undefined),
  };
  const photos: Photos = {
    words,
    photos: view.photos,
    sensitive: view.sensitive,
    photosMax: props.photosMax,
    upload: props.upload,
    srcOf: props.srcOf,
    commandId: props.commandId,
    mayAdd: view.actions.includes('add-message'),
    hasScript: script !== undefined,
  };
  return page({
    reader,
    words,
    station,
    script,
    sheet: trackSheet,
    title: errors.length > 0 ? `${frame.error}${title}` : title,
    above: view.emergency !== undefined && emergencyBar(frame),
    main: html`${errorSummary(props.trouble ?? say(words.language, frame.errors, { count: errors.length }), errors)}
${view.sensitive && quickExit(words)}
${script && keptReport(words)}
${numberPlate(track.number, view.reference)}
${save(props)}
${view.advice?.map((advice) => html`<p class="alert">${advice}</p>`)}
${news(props)}
<div id="standing">${standing(props)}${others(props)}</div>
<div id="actions">${join(actions, view.sameReports)}
${view.rating !== undefined && html`<p class="part">${fill(track.rated, { rating: track.ratings[view.rating] })}</p>`}${rate(actions)}
<div class="part">${reopen(actions)}${addMessage(actions)}${withdraw(actions)}${talk(actions)}${chooseNotices(actions, view.notices)}</div></div>
<div id="photos">${photoList(photos)}</div>
<div id="add-photo">${addPhoto(photos)}</div>
<div id="so-far">${history(view, words, reader)}
${promises(view, words, reader)}</div>
${summary(props)}`,
  });
}

/** The rating that the resident gave, while it may be corrected. */
const ratedIn = (
  { rating, ratingUntil }: TrackPageProps['view'],
  { frame }: Words,
  { now }: Reader,
): Actions['rated'] =>
  rating === undefined || ratingUntil === undefined
    ? undefined
    : { rating, until: dayAndTime(deadlineTime(Date.parse(ratingUntil)), now, frame) };

/** How to find this page again without a download or cookie, and the signed receipt as a file. */
const save = ({ words: { track }, reader, view, receiptPath }: TrackPageProps): Html =>
  html`<p class="save hint">${track.save}</p>${
    // Without the text that was written no receipt is offered, since it holds the hash of the text.
    view.history[0]?.erased !== true &&
    view.history[0]?.damaged !== true &&
    html`
<details class="fold keep"><summary>${track.keep}</summary><p class="hint">${track.keepHint}</p><p><a class="btn" href="${receiptPath}" download>${track.keepFile}</a> <a class="btn" href="/receipt${choices(reader)}">${track.keepCheck}</a></p></details>`
  }`;

/** The live region in which the script announces changes to screen readers; it also holds the script's data. */
function news({ tag, words: { frame }, reader }: TrackPageProps): Html {
  const { minutes, hours, days, wholeHours, wholeDays } = frame;
  const words = JSON.stringify({ minutes, hours, days, wholeHours, wholeDays });
  return html`<p class="news" id="news" role="status" data-tag="${tag}" data-now="${reader.now}" data-words="${words}"></p>`;
}

/** The page's title. For a sensitive case it reveals nothing, since others may see the list of tabs. */
function titleOf(view: Track, words: Words, reader: Reader): string {
  const { late, nextStep, sensitive, statusText, reference } = view;
  const number = grouped(reference);
  if (sensitive) return `${view.title} · ${number}`;
  if (late !== undefined && !stillPromises(view, reader)) {
    return `${fill(words.track.past, { time: timeNear(deadlineTime(Date.parse(late.since)), reader.now, words.frame) })} · ${number}`;
  }
  if (nextStep === undefined || isAnswered(view)) return `${statusText} · ${number}`;
  const time = timeNear(stepTime(nextStep.step, Date.parse(nextStep.by)), reader.now, words.frame);
  const title = fill(words.track.pageTitle, { time, what: nextStep.what });
  return `${nextStep.mayMove ? `${title} ${words.track.mayMoveShort}` : title} · ${number}`;
}

const answered: ReadonlySet<Track['status']> = new Set([
  ...(['resolved', 'not-resolved', 'rejected', 'handled', 'closed', 'withdrawn', 'duplicate'] as const),
]);
/** Only these outcomes are shown in green. */
const isGood = ({ status }: Track): boolean => status === 'resolved' || status === 'handled';
const isAnswered = ({ status }: Track): boolean => answered.has(status);

/** The number of co-reporters. */
const others = ({ view: { coReporters }, words: { track, language } }: TrackPageProps): Html | false =>
  coReporters !== undefined &&
  html`<p class="hint">${say(language, track.sharedWith, { count: coReporters })}</p>`;

/** The status of the case: a breached deadline first, else an answer, else the next deadline. */
function standing({ view, words, reader, station }: TrackPageProps): Html {
  const call =
    station !== undefined &&
    html`<a class="btn btn-main" href="${telephone(station.phone)}">${words.frame.call}</a>`;
  if (view.late !== undefined && !stillPromises(view, reader)) {
    return lateCard(view.late, view, words, reader, call);
  }
  if (isAnswered(view) || view.nextStep === undefined) return answer(view, words, reader);
  return promiseCard(view.nextStep, view, words, reader, call);
}

/**
 * The acknowledgement is late but the response deadline is still ahead: the page shows that deadline, with an apology
 * below.
 */
const stillPromises = ({ late, nextStep }: Track, { now }: Reader): boolean =>
  late?.promise === 'acknowledge' && nextStep !== undefined && Date.parse(nextStep.by) > now;

/** The outcome, with the last text that staff wrote. */
function answer(view: Track, words: Words, { now }: Reader): Html {
  const { statusText, outcome, nextStep, sensitive } = view;
  const reply = view.history.findLast(({ who, text }) => who !== words.you && text !== undefined);
  return html`<section class="done${isGood(view) && html` is-good`}" aria-labelledby="answer-h"><h1 id="answer-h">${statusText}${
    outcome !== undefined && !sensitive && html` · ${outcome.words}`
  }</h1>${
    reply !== undefined &&
    !sensitive &&
    html`<p class="said" dir="auto">${reply.text}</p><p class="hint">${reply.who} · ${dayAndTime(localTime(Date.parse(reply.at)), now, words.frame)}</p>`
  }${
    nextStep !== undefined &&
    html`<p class="hint">${head(nextStep, words)} <b class="num">${dayAndTime(stepTime(nextStep.step, Date.parse(nextStep.by)), now, words.frame)}</b>${nextStep.mayMove && ` ${words.track.mayMoveShort}`}</p>`
  }</section>`;
}

function summary({ view, words, reader, placeName }: TrackPageProps): Html {
  const { track, frame } = words;
  const rows = [
    [track.trackedCase, view.title],
    [track.place, placeName],
    [track.received, dayAndTime(localTime(Date.parse(view.receivedAt)), reader.now, frame)],
    ...(view.phone === undefined ? [] : [[track.phone, view.phone]]),
  ];
  return html`<section class="part" aria-labelledby="summary-h"><h2 id="summary-h">${track.summary}</h2><dl class="sum">${rows.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl></section>`;
}

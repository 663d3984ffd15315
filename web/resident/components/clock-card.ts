import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { deadlineTime, type LocalTime, localTime } from '../../../shared/engine/calendar/local-time.ts';
import type { Track } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { filled, type Html, html } from '../html.ts';
import { duration } from './duration.ts';
import { dayAndTime, dayName, stepTime, timeNear } from './moment.ts';
import type { Reader } from './reader.ts';

type Step = NonNullable<Track['nextStep']>;
type Late = NonNullable<Track['late']>;

/** The card of the next step: its deadline as a time and as the remaining minutes. Nothing counts seconds. */
export function promiseCard(step: Step, view: Track, words: Words, reader: Reader, call: Html | false): Html {
  const { track, frame } = words;
  const { now } = reader;
  const [since, by] = [Date.parse(step.since), Date.parse(step.by)];
  const shown = stepTime(step.step, by);
  return html`<section class="clock" aria-labelledby="clock-h">
<h1 id="clock-h">${head(step, words)}</h1>
${bigTime(step.step === 'appointment' ? track.at : track.by, shown)}
<p>${now < by ? filled(track.left, { day: dayName(shown, now, frame), left: howLong(by, words, now) }) : dayName(shown, now, frame)}</p>
${view.late !== undefined && slip(view.late, words, now)}
${step.mayMove && html`<p class="hint">${track.mayMove}</p>`}
${progressBar(since, by, shown, words, now, step.mayMove)}
${whoHasIt(step, view, words, reader, call)}
</section>`;
}

/** The acknowledgement is late, but the response may still be in time. */
const slip = ({ since, informed }: Late, words: Words, now: Instant): Html => {
  const at = Date.parse(since);
  const said = { time: timeNear(deadlineTime(at), now, words.frame), left: howLong(at, words, now) };
  return html`<p class="slip">${filled(words.track.slip, said)}${onOwnLine(informed)}</p>`;
};

const onOwnLine = (sentence: string | undefined): Html | false =>
  sentence !== undefined && html`<br>${sentence}`;

/** The card of a breached deadline: an apology, since when it is late, and who was informed. */
export function lateCard(late: Late, view: Track, words: Words, reader: Reader, call: Html | false): Html {
  const { track, frame } = words;
  const { now } = reader;
  const since = Date.parse(late.since);
  const missed = deadlineTime(since);
  return html`<section class="clock is-late" aria-labelledby="clock-h">
<h1 id="clock-h">${late.words}</h1>
${bigTime(track.past, missed)}
<p>${filled(track.lateBy, { day: dayName(missed, now, frame), left: howLong(since, words, now) })}${onOwnLine(late.informed)}</p>
${view.nextStep !== undefined && nextDeadline(view.nextStep, words, now)}
${progressBar(Date.parse(view.receivedAt), since, missed, words, now)}
${view.nextStep !== undefined && whoHasIt(view.nextStep, view, words, reader, call)}
</section>`;
}

/** The duration until or since an instant; the page's script keeps it up to date. */
const howLong = (at: Instant, { frame }: Words, now: Instant): Html =>
  html`<b class="num" data-until="${at}">${duration(at - now, frame)}</b>`;

/** The next deadline, after another one was breached. */
const nextDeadline = (
  { step, what, by, mayMove }: Step,
  { track, frame }: Words,
  now: Instant,
): Html | false =>
  Date.parse(by) > now &&
  html`<p><b>${fill(track.pageTitle, { time: timeNear(stepTime(step, Date.parse(by)), now, frame), what })}</b>${mayMove && ` ${track.mayMoveShort}`}</p>`;

/** The heading of the card. */
export const head = ({ step, who }: Step, { track }: Words): string => fill(track.heads[step], { who });

const bigTime = (sentence: string, { time }: LocalTime): Html =>
  html`<p class="by">${filled(sentence, { time: html`<b>${time}</b>` })}</p>`;

/** A bar of the elapsed time. SVG attributes set its width, since the page's policy forbids inline styles. */
function progressBar(
  since: Instant,
  by: Instant,
  shown: LocalTime,
  { track, frame }: Words,
  now: Instant,
  mayMove?: boolean,
): Html {
  const share = by > since ? Math.min(Math.max((now - since) / (by - since), 0), 1) : 1;
  const percent = Math.round(share * 100);
  return html`<svg class="rail" aria-hidden="true"><rect class="rail-all" y="7" width="100%" height="14" rx="7"/><rect class="rail-gone" y="7" width="${percent}%" height="14" rx="7"/><rect class="rail-now" x="${Math.min(percent, 98)}%" width="6" height="28" rx="3"/></svg>
<div class="ends num"><span>${fill(track.sent, { time: timeNear(localTime(since), now, frame) })}</span><span>${fill(track.latest, { time: timeNear(shown, now, frame) })}${mayMove && ` ${track.mayMoveShort}`}</span></div>`;
}

function whoHasIt(
  { step, who, resumesAt }: Step,
  { statusText, appointmentAt }: Track,
  { track, frame }: Words,
  { now }: Reader,
  call: Html | false,
): Html {
  const isYours = step === 'your-answer' || step === 'window';
  return html`<div class="who"><p><b>${statusText}</b>${
    appointmentAt !== undefined &&
    step !== 'appointment' &&
    html`<br><b class="num">${dayAndTime(localTime(Date.parse(appointmentAt)), now, frame)}</b>`
  }${!isYours && html`<br>${fill(track.has, { who })}`}${
    resumesAt !== undefined &&
    html`<br><span class="hint">${fill(track.resting, { time: dayAndTime(localTime(Date.parse(resumesAt)), now, frame) })}</span>`
  }</p>${call}</div>`;
}

import type { CaseType } from '../../../shared/cases/case-type.ts';
import { say } from '../../../shared/locales/say.ts';
import type { Words } from '../../../shared/locales/words.ts';
import type { Place } from '../../../shared/stations/place.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { emergencyBar } from '../components/emergency.ts';
import { errorSummary, type FieldError, fieldError, textArea, textLine } from '../components/field.ts';
import { page } from '../components/frame.ts';
import { honeypot } from '../components/honeypot.ts';
import { keptActions, keptReport } from '../components/kept-report.ts';
import { noticeChoice } from '../components/notices.ts';
import { picker } from '../components/photos.ts';
import { placePlate } from '../components/plate.ts';
import { choices, type Reader } from '../components/reader.ts';
import type { Script } from '../components/script.ts';
import { type Typed, tilePicker } from '../components/tile-picker.ts';
import { type Html, html } from '../html.ts';
import { formSheet } from '../style/sheet.ts';

/** The data of the form page. `token` makes repeated submissions of this form one report. */
export interface FormPageProps {
  readonly reader: Reader;
  readonly words: Words;
  readonly script: Script | undefined;
  readonly station: Station | undefined;
  readonly place: Place;
  readonly otherPlaces: readonly Place[];
  readonly sensitiveTypes: ReadonlySet<CaseType>;
  readonly token: string;
  /**
   * The proof-of-work challenge as JSON, which the browser solves while the form is filled in; a report without a
   * solution is accepted too.
   */
  readonly challenge: string;
  readonly photosMax: number;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  /** The heading of the error summary, in place of the number of errors. */
  readonly trouble?: string;
}

/** The report form that a place's code opens. */
export function formPage(props: FormPageProps): string {
  const { reader, words, script, station, place, errors } = props;
  const { frame, form } = words;
  const name = place.words[reader.language];
  const title = `${form.title} · ${name}`;
  return page({
    reader,
    words,
    station,
    script,
    sheet: formSheet,
    title: errors.length > 0 ? `${frame.error}${title}` : title,
    above: emergencyBar(frame),
    main: html`${placePlate(station?.compound[reader.language], name)}
${script && keptReport(words, keptActions(words))}
<form class="form" method="post" novalidate>
<input type="hidden" name="token" value="${props.token}">
<input type="hidden" name="proofOfWork" data-challenge="${props.challenge}">
${honeypot(form.honeypot)}
${elsewhere(props)}
${errorSummary(props.trouble ?? say(words.language, frame.errors, { count: errors.length }), errors)}
<h1>${form.heading}</h1>
${questions(props)}
<div class="after"><b>${form.afterTitle}</b><p>${form.after}</p></div>
<button class="btn btn-main btn-big" id="send">${form.submit}</button>
<details class="fold"><summary>${form.privacyTitle}</summary><p class="hint">${form.privacy}</p></details>
</form>`,
  });
}

function questions(props: FormPageProps): Html {
  const { reader, words, script, place, typed, errors, sensitiveTypes, photosMax } = props;
  const { frame, form } = words;
  const common = { errors, error: frame.error };
  const tileError = fieldError(TILES, errors, frame.error);
  return html`<fieldset class="q"${tileError && html` aria-describedby="${TILES}-e"`}><legend>${form.choose}</legend>${tileError}
${tilePicker(words, typed, (type) => sensitiveTypes.has(type as CaseType), `/a/${place.code}${choices(reader)}`)}</fieldset>
<fieldset class="q"><legend>${form.append}</legend>${textArea('what', {
    id: 'what',
    label: form.what,
    hint: form.whatHint,
    value: typed.what,
    ...common,
  })}<p class="hint later">${words.photos.later}</p>${script && picker({ words, photosMax }, words.photos.pick)}</fieldset>
<fieldset class="q"><legend>${form.reach}</legend>${textLine(
    'phone',
    html`type="tel" inputmode="tel" autocomplete="tel"`,
    {
      id: 'phone',
      label: form.phone,
      hint: form.phoneHint,
      optional: frame.optional,
      value: typed.phone,
      ...common,
    },
  )}${textLine('name', html`autocomplete="name" dir="auto"`, {
    id: 'name',
    label: form.name,
    hint: form.nameHint,
    optional: frame.optional,
    value: typed.name,
    ...common,
  })}</fieldset>
${noticeChoice(words, typed, errors)}`;
}

/** The id of the first tile, which the error "choose one" links to. */
const TILES = 't-lost';

/** Lets the resident choose another place of the same compound. */
function elsewhere({ reader, words, otherPlaces, typed, errors }: FormPageProps): Html | undefined {
  const { form, frame } = words;
  if (otherPlaces.length === 0) return undefined;
  const isOpen = typed.elsewhere !== undefined && typed.elsewhere !== '';
  const options = otherPlaces.map(
    ({ code, words: names }) =>
      html`<option value="${code}"${typed.elsewhere === code && html` selected`}>${names[reader.language]}</option>`,
  );
  return html`<details class="fold swap"${isOpen && html` open`}><summary>${form.elsewhere}</summary><label class="label" for="elsewhere">${form.elsewhereLabel}</label>${fieldError('elsewhere', errors, frame.error)}<select class="input" id="elsewhere" name="elsewhere"><option value="">${form.elsewhereKeep}</option>${options}</select></details>`;
}

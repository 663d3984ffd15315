import { createHash } from 'node:crypto';
import { HOUR, type Instant, MINUTE, toIso } from '../../../shared/engine/calendar/instant.ts';
import { dayNumberAt, localDayAt, timeOfDayMs } from '../../../shared/engine/calendar/local-day.ts';
import type { Language } from '../../../shared/engine/language.ts';
import { constant, type Html, html } from '../../../web/resident/html.ts';
import type { Staff } from '../issuer/staff.ts';
import { type Owner, type Phone, phonesOf, type Shown } from './phones.ts';
import { inboxStyle } from './style.ts';
import { words } from './words.ts';

export interface InboxProps {
  readonly language: Language;
  readonly now: Instant;
  readonly staff: Staff;
  /** The run's own; only addresses of it become links. */
  readonly origin: string;
  /** As the outbox lists them, oldest first. */
  readonly messages: readonly object[];
  /** The case that the messages were chosen by. */
  readonly reference: string | undefined;
}

/** More would make a page that nobody reads; the newest are shown, and a case shows all of its own. */
const PHONES_MAX = 30;
const MESSAGES_MAX = 50;

/** The inbox of the local run: every message as the telephone of its reader shows it. It needs no script. */
export function inboxPage(props: InboxProps): string {
  const { language, messages, reference } = props;
  const texts = words[language];
  const phones = phonesOf(messages);
  const title =
    reference === undefined ? texts.title : `${texts.title} · ${texts.onlyCase(grouped(reference))}`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${constant(inboxStyle)}</style>
</head>
<body>
<p class="local">${texts.localOnly}</p>
<main>
<h1>${title}</h1>
${reference !== undefined && html`<p><a class="tap" href="/local/outbox">${texts.all}</a></p>`}
${phones.length === 0 && html`<p>${reference === undefined ? texts.none : texts.noneOfCase(grouped(reference))}</p>`}
<div class="phones">${phones.slice(0, PHONES_MAX).map((phone, index) => phoneOf(phone, index, props))}</div>
${phones.length > PHONES_MAX && html`<p>${texts.morePhones(phones.length - PHONES_MAX)}</p>`}
<p class="hint">${texts.asJson}</p>
</main>
</body>
</html>
`.markup;
}

function phoneOf({ owner, messages }: Phone, index: number, props: InboxProps): Html {
  const texts = words[props.language];
  const hidden = messages.length - MESSAGES_MAX;
  return html`<section class="phone" aria-labelledby="phone-${index}">
<header><h2 id="phone-${index}"><bdi>${nameOf(owner, props)}</bdi></h2><p class="hint">${texts.count(messages.length)}</p></header>
<ol tabindex="0" aria-labelledby="phone-${index}">${messages.slice(0, MESSAGES_MAX).map((message) => bubble(message, props))}
${hidden > 0 && html`<li class="hint">${texts.more(hidden)}</li>`}</ol>
</section>`;
}

function bubble({ at, title, text, reference }: Shown, props: InboxProps): Html {
  const texts = words[props.language];
  const isOffered = reference !== undefined && props.reference === undefined;
  return html`<li><time datetime="${toIso(at)}">${timeOf(at, props)}</time><div class="bubble"><h3><bdi>${title}</bdi></h3><p><bdi>${linked(text, props)}</bdi></p>${
    isOffered &&
    html`<a class="tap" href="/local/outbox?${new URLSearchParams({ case: reference }).toString()}">${texts.ofCase(grouped(reference))}</a>`
  }</div></li>`;
}

/** The text with this run's addresses as links, as a telephone shows them. */
const linked = (text: string, { origin }: InboxProps): readonly (string | Html)[] =>
  text
    .split(/(https?:\/\/[\w.:/?&=%#~-]+)/)
    .map((part) => (part.startsWith(`${origin}/`) ? html`<a class="tap" href="${part}">${part}</a>` : part));

function nameOf({ person, role, reference }: Owner, { staff, language }: InboxProps): string {
  const { owners, number } = words[language];
  const known = staff.find(({ id }) => id === person)?.displayName ?? person;
  if (known !== undefined) return `${known} · ${owners[role]}`;
  return reference === undefined ? owners[role] : `${owners[role]} · ${number(grouped(reference))}`;
}

/** `今天 15:20`, in the station's time zone. */
function timeOf(at: Instant, { now, language }: InboxProps): string {
  const texts = words[language];
  const [, month = 0, day = 0] = localDayAt(at).split('-').map(Number);
  const dayName = dayNumberAt(at) === dayNumberAt(now) ? texts.today : texts.day(month, day);
  const ms = timeOfDayMs(at);
  const [hours, minutes] = [ms / HOUR, (ms % HOUR) / MINUTE].map((value) =>
    String(Math.floor(value)).padStart(2, '0'),
  );
  return `${dayName} ${hours}:${minutes}`;
}

/** A reference of seven digits as it is dictated: `4827 193`. */
const grouped = (reference: string): string =>
  /^\d{7}$/.test(reference) ? `${reference.slice(0, 4)} ${reference.slice(4)}` : reference;

const styleHash = createHash('sha256').update(inboxStyle).digest('base64');

export const inboxHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

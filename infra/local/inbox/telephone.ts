import { toIso } from '../../../shared/engine/calendar/instant.ts';
import type { Platform } from '../../../shared/engine/outbox/platforms.ts';
import { type Html, html } from '../../../web/resident/html.ts';
import { grouped } from './grouped.ts';
import { backIcon, iconOf, type Look, lookOf } from './icons.ts';
import type { InboxProps } from './inbox-props.ts';
import { panel, resultLine } from './panel.ts';
import type { Received } from './received.ts';
import { lockLine, titleOf } from './said.ts';
import { type Item, isResident, type Owner, type Telephone } from './telephones.ts';
import { clockTime, dayAndTime } from './times.ts';
import { words } from './words.ts';

/** So many messages fit a telephone that somebody looks at; the list below it has all. */
const MESSAGES_MAX = 12;
/** Short messages come from a number that is nobody's. */
const SMS_SENDER = '1069 0000 0000';

/** One telephone with what arrived on it, what waits for it, and below it what became of them. */
export function telephoneOf(telephone: Telephone, index: number, props: InboxProps, smsToday: number): Html {
  const texts = words[props.language];
  const { owner, channel, items } = telephone;
  const kind = channel.kind ?? 'none';
  const look = lookOf(channel.kind);
  const icon = iconOf[isResident(owner.role) ? (look === 'mail' ? 'mail' : 'sms') : look];
  const arrived = items.filter(({ received }) => received !== undefined);
  const shown = items.slice(-MESSAGES_MAX);
  const hidden = items.length - shown.length;
  const newest = arrived.at(-1);
  const sender = senderOf(telephone, props);
  const listed = look === 'mail' ? shown.toReversed() : shown;
  const id = `h${index}`;
  return html`<section class="col" aria-labelledby="${id}"><h2 id="${id}">${icon}<bdi>${texts.on(nameOf(owner, props), texts.channels[kind] ?? kind)}</bdi></h2><p class="hint">${texts.hints[kind] ?? ''}</p>
<div class="ph ${look === 'sms' && 'sms'}${look === 'mail' && 'mb'}"><div class="st" aria-hidden="true"><span>${clockTime(newest?.at ?? props.now)}</span><span>5G　${82 - index}%</span></div><div class="ab">${backIcon}<bdi>${look === 'mail' ? texts.inboxOf : sender}</bdi></div>
<div class="scr" tabindex="0" role="group" aria-labelledby="${id}"><ol>${hidden > 0 && html`<li class="tm">${texts.earlier(hidden)}</li>`}${
    arrived.length === 0 && html`<li class="quiet">${texts.nothingYet}</li>`
  }${listed.map((item) => html`<li>${item.received === undefined ? notThere(item, kind, props) : there(item.received, item, look, props)}</li>`)}</ol></div>${
    newest &&
    html`<div class="lk"><p class="tm">${texts.lockScreen}</p><div class="lock"><b><bdi>${sender}</bdi></b><bdi>${lockLine(newest)}</bdi></div></div>`
  }</div>
${panel(telephone, props, smsToday)}</section>`;
}

/** Who a message seems to be from: the group, the number, or the sender of a mail. */
function senderOf({ channel, items }: Telephone, { language, known }: InboxProps): string {
  const texts = words[language];
  const { kind = 'none', name } = channel;
  if (kind === 'alibaba-sms') return SMS_SENDER;
  const entries = [...known.channels.values()].flatMap(({ channels }) => channels);
  const settings = entries.find((one) => one.name === name)?.settings;
  if (kind === 'aws-sms') return String(settings?.origination ?? SMS_SENDER);
  if (kind === 'smtp') {
    const from = items.findLast(({ received }) => received !== undefined)?.received?.wire?.from;
    return String(settings?.fromName ?? from ?? name);
  }
  const members = known.people.filter(({ platforms }) => platforms?.[kind as Platform] !== undefined);
  return members.length === 0 ? (texts.channels[kind] ?? kind) : texts.group(members.length);
}

/** A message that is not on the telephone: it waits, is not needed any more, or did not arrive. */
function notThere(item: Item, kind: string, props: InboxProps): Html {
  const { result } = item.result;
  return html`<div class="not ${result}"><b><bdi>${titleOf(item)}</bdi></b><span class="why">${resultLine(item, kind, props)}</span></div>`;
}

function there(received: Received, item: Item, look: Look, props: InboxProps): Html {
  const texts = words[props.language];
  const language = item.delivery?.language;
  const lang = language !== undefined && language !== props.language && html` lang="${language}"`;
  const time = html`<time datetime="${toIso(item.at)}">${dayAndTime(item.at, props.now, texts)}</time>`;
  if (look === 'mail') {
    const { title, text, wire } = received;
    return html`<div class="mail"><h3${lang}><bdi>${title}</bdi></h3><div class="fr"><span class="av" aria-hidden="true">回</span><p><bdi>${senderName(props)}</bdi><small>${wire?.from} ${time}</small></p></div><p class="x"${lang}><bdi>${linked(text, props)}</bdi></p></div>`;
  }
  if (look === 'sms')
    return html`<p class="tm">${time}</p><div class="msg"><div class="bd"><div class="bb"${lang}><bdi>${linked(received.text, props)}</bdi></div></div></div>`;
  return html`<p class="tm">${time}</p><div class="msg"><span class="av" aria-hidden="true">${texts.robotLetter}</span><div class="bd"><p class="nm">${texts.robot}</p><div class="bb"${lang}>${robotWords(received, props)}</div></div></div>`;
}

/** The words of a robot, and whom it names. */
function robotWords({ title, text, wire }: Received, props: InboxProps): Html {
  const names = namesOf(wire?.mentioned ?? [], wire?.provider, props);
  // A group shows names in place of ids.
  const own = names.length === 0 ? text : text.replace(/\n@[\w.@ -]+$/, '');
  return html`<span class="t"><bdi>${title}</bdi></span><span class="x"><bdi>${linked(own, props)}</bdi></span>${
    names.length > 0 && html`<br>${names.map((name) => html`<span class="at">@<bdi>${name}</bdi></span> `)}`
  }`;
}

const namesOf = (
  mentioned: readonly string[],
  provider: string | undefined,
  { known }: InboxProps,
): readonly string[] =>
  mentioned.map(
    (id) => known.people.find(({ platforms }) => platforms?.[provider as Platform] === id)?.displayName ?? id,
  );

const senderName = ({ known }: InboxProps): string => {
  const entries = [...known.channels.values()].flatMap(({ channels }) => channels);
  return String(entries.find(({ kind }) => kind === 'smtp')?.settings?.fromName ?? '');
};

/** The text with this run's addresses as links, as a telephone shows them. */
const linked = (text: string, { origin }: InboxProps): readonly (string | Html)[] =>
  text
    .split(/(https?:\/\/[\w.:/?&=%#~-]+)/)
    .map((part) => (part.startsWith(`${origin}/`) ? html`<a class="tap" href="${part}">${part}</a>` : part));

/** A person by name, a role, or a resident by a number. */
export function nameOf(
  { person, role, address, reference }: Owner,
  { staff, known, language }: InboxProps,
): string {
  const { owners, number } = words[language];
  const member = known.people.find((one) => one.person === person) ?? staff.find(({ id }) => id === person);
  if (person !== undefined) return member?.displayName ?? person;
  if (address !== undefined) return `${owners[role]} ${address}`;
  return reference === undefined ? owners[role] : `${owners[role]} ${number(grouped(reference))}`;
}

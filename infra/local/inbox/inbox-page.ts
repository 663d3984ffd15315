import { createHash } from 'node:crypto';
import { defined } from '../../../shared/engine/defined.ts';
import { constant, type Html, html } from '../../../web/resident/html.ts';
import { grouped } from './grouped.ts';
import { moonIcon } from './icons.ts';
import type { InboxProps } from './inbox-props.ts';
import { type Joined, joined } from './joined.ts';
import { smsOfToday } from './panel.ts';
import { receivedIn } from './received.ts';
import { type ResultName, results } from './result.ts';
import { inboxStyle } from './style.ts';
import { nameOf, telephoneOf } from './telephone.ts';
import { type Item, ownerKey, type Telephone, telephonesOf } from './telephones.ts';
import { words } from './words.ts';

/** More would make a page that nobody reads; the newest are shown, and a case or a person shows all of its own. */
const PHONES_MAX = 12;
/** A list that somebody chooses from. */
const CHOICES_MAX = 100;

/** The outbox of the local run: every message as the telephone of its reader shows it. It needs no script. */
export function inboxPage(props: InboxProps): string {
  const { language, reference } = props;
  const texts = words[language];
  const whole = joined(props.messages.map(receivedIn), props.known.deliveries);
  const ofCase = whole.filter((one) => reference === undefined || referenceOf(one) === reference);
  const everyone = telephonesOf(ofCase, props.known);
  const chosen = everyone.filter(({ owner }) => props.who === undefined || ownerKey(owner) === props.who);
  const items = itemsOf(chosen);
  const telephones = chosen
    .map((one) => ({ ...one, items: one.items.filter((item) => isOf(item, props.result)) }))
    .filter((one) => one.items.length > 0);
  const title =
    reference === undefined ? texts.title : `${texts.title} · ${texts.number(grouped(reference))}`;
  const waiting = items.filter(({ result }) => result.result === 'waiting').length;
  const smsToday = smsOfToday(itemsOf(telephonesOf(whole, props.known)), props);
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
<header class="local"><p><b>${texts.localOnly}</b>${texts.nobodyTold} ${props.origin.replace('http://', '')}/local/outbox</p></header>
<main class="wrap">
<div class="bar"><h1>${title}</h1>${chooser(everyone, whole, props)}</div>
${states(items, props)}
${waiting > 0 && html`<p class="night">${moonIcon}<span>${texts.night(waiting)}</span></p>`}
${props.known.isCut && html`<p class="night">${texts.cut}</p>`}
${telephones.length === 0 && html`<p>${whole.length === 0 ? texts.none : texts.noneHere}</p>`}
<div class="phones">${telephones.slice(0, PHONES_MAX).map((one, index) => telephoneOf(one, index, props, smsToday))}</div>
${telephones.length > PHONES_MAX && html`<p>${texts.morePhones(telephones.length - PHONES_MAX)}</p>`}
<p class="hint">${texts.asJson}</p>
</main>
</body>
</html>
`.markup;
}

/** Each message once, on however many telephones it is. */
const itemsOf = (telephones: readonly Telephone[]): readonly Item[] => [
  ...new Set(telephones.flatMap(({ items }) => items)),
];

const isOf = ({ result }: Item, chosen: ResultName | undefined): boolean =>
  chosen === undefined || result.result === chosen;

const referenceOf = ({ received, delivery }: Joined): string | undefined =>
  delivery?.reference ?? received?.reference;

/** Whose messages, and about which case: a form that needs no script. */
function chooser(telephones: readonly Telephone[], whole: readonly Joined[], props: InboxProps): Html {
  const texts = words[props.language];
  const owners = new Map(telephones.map(({ owner }) => [ownerKey(owner), nameOf(owner, props)]));
  const references = [...new Set(whole.toReversed().flatMap((one) => referenceOf(one) ?? []))];
  if (props.reference !== undefined && !references.includes(props.reference))
    references.unshift(props.reference);
  const option = (value: string, text: string, chosen: string | undefined) =>
    html`<option value="${value}"${value === (chosen ?? '') && constant(' selected')}>${text}</option>`;
  return html`<form class="f" action="/local/outbox"><label>${texts.who}<select class="input" name="who">${option('', texts.everybody, props.who)}${[
    ...owners,
  ]
    .slice(0, CHOICES_MAX)
    .map(([key, name]) =>
      option(key, name, props.who),
    )}</select></label><label>${texts.which}<select class="input num" name="case">${option('', texts.allCases, props.reference)}${references
    .slice(0, CHOICES_MAX)
    .map((one) => option(one, grouped(one), props.reference))}</select></label>${
    props.result && html`<input type="hidden" name="state" value="${props.result}">`
  }<button class="btn">${texts.show}</button></form>`;
}

/** How many messages are in each state; each leads to those alone. */
function states(items: readonly Item[], props: InboxProps): Html {
  const texts = words[props.language];
  const link = (state: ResultName | undefined, name: string, count: number) => {
    const chosen = defined({ who: props.who, case: props.reference, state });
    const query = new URLSearchParams(chosen).toString();
    const current = state === props.result && constant(' aria-current="page"');
    return html`<a href="/local/outbox${query !== '' && `?${query}`}"${current} class="${state === 'dead' && count > 0 && 'badl'}">${name}<b>${count}</b></a>`;
  };
  const of = (state: ResultName) => items.filter(({ result }) => result.result === state).length;
  return html`<nav class="state" aria-label="${texts.states}">${link(undefined, texts.all, items.length)}${results.map((one) => link(one, texts.results[one], of(one)))}</nav>`;
}

const styleHash = createHash('sha256').update(inboxStyle).digest('base64');

export const inboxHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

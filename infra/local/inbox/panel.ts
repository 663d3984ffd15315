import { dayNumberAt } from '../../../shared/engine/calendar/local-day.ts';
import { addressedBy, routeFor } from '../../../shared/engine/outbox/route.ts';
import { SMS_PER_DAY_MAX } from '../../../shared/policies/channels-content.ts';
import { type Html, html } from '../../../web/resident/html.ts';
import { grouped } from './grouped.ts';
import type { InboxProps } from './inbox-props.ts';
import type { Words } from './inbox-words.ts';
import type { Result } from './result.ts';
import { titleOf } from './said.ts';
import { shownLength } from './shown-length.ts';
import type { Item, Telephone } from './telephones.ts';
import { dayAndTime, exactTime } from './times.ts';
import { words } from './words.ts';

const colours: Readonly<Record<Result['result'], string>> = {
  delivered: 'good',
  sent: '',
  waiting: 'soon',
  'not-needed': '',
  dead: 'bad',
};

/** What became of a message, in a sentence. */
export function resultLine(item: Item, kind: string | undefined, { language, now }: InboxProps): string {
  const texts = words[language];
  const { result, at, why, reported, inBrief } = item.result;
  const reason = why === undefined ? '' : (texts.reasons[why] ?? texts.otherReason(why));
  const when = dayAndTime(at, now, texts);
  switch (result) {
    case 'delivered': {
      const said = reported === undefined ? texts.took[kind ?? 'sink'] : texts.reported(reported);
      return texts.at(said ?? texts.results.delivered, exactTime(at));
    }
    case 'sent':
      return why === undefined
        ? texts.at(texts.takenOver[kind ?? ''] ?? texts.results.sent, exactTime(at))
        : reason;
    case 'waiting':
      if (why !== undefined) return texts.triesAgain(when);
      return inBrief ? texts.waitsForBrief(when) : texts.waits(when);
    case 'not-needed':
      return texts.because(texts.notSent, reason);
    case 'dead':
      return texts.because(texts.notArrived, reason);
  }
}

/** What a demonstrator wants to know of the newest message on a telephone, and below it of each. */
export function panel({ channel, items }: Telephone, props: InboxProps, smsToday: number): Html {
  const texts = words[props.language];
  const newest = items.findLast(({ received }) => received !== undefined) ?? items.at(-1);
  if (newest === undefined) return html``;
  const { received, delivery } = newest;
  const reference = received?.reference ?? delivery?.reference;
  const order = orderOf(newest, props, texts);
  const own = props.known.channels.get(
    delivery?.station ?? [...props.known.channels.keys()][0] ?? ('' as never),
  );
  const isSms = channel.kind?.endsWith('sms') === true;
  const row = (name: string, value: Html | string, colour = '') =>
    html`<div><dt>${name}</dt><dd class="${colour}">${value}</dd></div>`;
  return html`<dl class="meta2">${row(texts.result, resultLine(newest, channel.kind, props), colours[newest.result.result])}
${received && row(texts.length, shownLength(received, texts))}
${order !== undefined && row(texts.order, order)}
${isSms && row(texts.cost, texts.costs(smsToday, own?.smsPerDayMax ?? SMS_PER_DAY_MAX))}
${received?.wire?.stops && row(texts.stop, texts.oneTap)}
${reference !== undefined && row(texts.about, caseLink(reference, props))}</dl>
<details><summary>${texts.each(items.length)}</summary><ol>${items
    .toReversed()
    .map(
      (item) =>
        html`<li><bdi>${titleOf(item)}</bdi><br><span class="${colours[item.result.result]}">${resultLine(item, channel.kind, props)}</span>${
          item.received && html`<br><span class="hint">${shownLength(item.received, texts)}</span>`
        }</li>`,
    )}</ol></details>`;
}

const caseLink = (reference: string, { language }: InboxProps): Html =>
  html`<a class="num" href="/local/outbox?${new URLSearchParams({ case: reference }).toString()}">${words[language].number(grouped(reference))}</a>`;

/** The channels of a message's route, in their order. */
function orderOf({ delivery }: Item, { known }: InboxProps, texts: Words): string | undefined {
  if (delivery === undefined) return undefined;
  const content = known.channels.get(delivery.station);
  const people = known.people.filter(({ person }) => person === delivery.message.person);
  const route = routeFor(
    content?.routes ?? [],
    addressedBy(delivery.message, delivery.priority, false, people),
  );
  const kinds = route?.channels.map(
    (name) => content?.channels.find((one) => one.name === name)?.kind ?? name,
  );
  return kinds?.map((kind) => texts.channels[kind] ?? kind).join(' → ');
}

/** How many short messages the stand-ins took today. */
export const smsOfToday = (items: readonly Item[], { now }: InboxProps): number =>
  new Set(
    items.filter(
      ({ received, at }) => received?.wire?.provider.endsWith('sms') && dayNumberAt(at) === dayNumberAt(now),
    ),
  ).size;

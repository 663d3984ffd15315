import { say } from '../../../text/words.ts';
import { type Content, isObject, valueAt } from './content.ts';
import type { FormField, Group, Option, Section } from './field.ts';
import { optionsIn, withUnknown } from './options.ts';
import { settingsWords } from './settings-words.ts';

/** As many channels as a route takes. */
const ROUTE_CHANNELS_MAX = 3;

type Labels = Readonly<Record<string, string>>;

/**
 * Channels and routes. Of a channel's settings only their number is shown: they stay as they are, and its secrets are in no
 * answer of the API.
 * @param kinds that this release can send over
 */
export function channelGroups(content: Content, kinds: readonly string[]): readonly Group[] {
  const { channels } = settingsWords();
  const all = itemsAt(content, 'channels');
  const routes = itemsAt(content, 'routes');
  const names = all.map((one) => (isObject(one) ? String(one.name) : ''));
  return [
    {
      id: 'routes',
      title: channels.routes,
      sections: [
        { title: channels.routes, hint: channels.routesHint, fields: [] },
        ...routes.map((route, index) => routeSection(route, index, names)),
        {
          title: channels.limits,
          hint: channels.quiet,
          fields: [
            {
              path: 'smsPerDayMax',
              label: channels.smsPerDayMax,
              hint: channels.smsHint,
              kind: 'number',
              isOptional: true,
            },
          ],
        },
      ],
      adders: [
        { list: 'routes', label: channels.addRoute, made: { to: ['officer'], channels: names.slice(0, 1) } },
      ],
    },
    {
      id: 'channels',
      title: channels.list,
      sections: [
        { title: channels.list, hint: channels.listHint, fields: [] },
        ...all.map((channel, index) => channelSection(channel, index, kinds)),
      ],
      adders: [{ list: 'channels', label: channels.add, made: { name: '', kind: kinds[0] ?? 'webhook' } }],
    },
  ];
}

const itemsAt = (content: Content, path: string): readonly unknown[] => {
  const value = valueAt(content, path);
  return Array.isArray(value) ? value : [];
};

function channelSection(channel: unknown, index: number, kinds: readonly string[]): Section {
  const { channels, languages, channelKinds } = settingsWords();
  const { name = '', settings } = isObject(channel) ? channel : {};
  const count = isObject(settings) ? Object.keys(settings).length : 0;
  const labels: Labels = channelKinds;
  const path = `channels.${index}`;
  return {
    title: say(channels.channel, { name: String(name) }),
    ...(count > 0 && { hint: say(channels.settings, { count }) }),
    item: { list: 'channels', index },
    fields: [
      { path: `${path}.name`, label: channels.name, hint: channels.nameHint, kind: 'name' },
      {
        path: `${path}.kind`,
        label: channels.kind,
        kind: 'select',
        options: kinds.map((value) => ({ value, label: labels[value] ?? value })),
      },
      {
        path: `${path}.language`,
        label: channels.language,
        kind: 'select',
        options: [{ value: undefined, label: channels.ofStation }, ...optionsIn(languages)],
      },
    ],
  };
}

function routeSection(route: unknown, index: number, names: readonly string[]): Section {
  const { channels, routedRoles, between } = settingsWords();
  const { to, channels: over } = isObject(route) ? route : {};
  const path = `routes.${index}`;
  const labels: Labels = routedRoles;
  const receivers = (Array.isArray(to) ? to : []).map((role) => labels[String(role)] ?? String(role));
  const count = Array.isArray(over) ? over.length : 0;
  const known = withUnknown(
    names.map((value): Option => ({ value, label: value })),
    over,
  );
  const narrowing = (name: 'urgent' | 'sensitive', only: string, others: string): FormField => ({
    path: `${path}.${name}`,
    label: channels[name],
    kind: 'select',
    options: [
      { value: undefined, label: channels.any },
      { value: true, label: only },
      { value: false, label: others },
    ],
  });
  return {
    title: say(channels.route, { n: index + 1, to: receivers.join(between) }),
    item: { list: 'routes', index, isOrdered: true },
    fields: [
      { path: `${path}.to`, label: channels.to, kind: 'ticks', options: optionsIn(routedRoles) },
      narrowing('urgent', channels.urgentOnly, channels.calmOnly),
      narrowing('sensitive', channels.sensitiveOnly, channels.plainOnly),
      ...Array.from(
        { length: Math.min(ROUTE_CHANNELS_MAX, count + 1) },
        (_, at): FormField => ({
          path: `${path}.channels.${at}`,
          label: at === 0 ? channels.first : channels.next,
          kind: 'select',
          options: [...known, { value: undefined, label: channels.nobody }],
        }),
      ),
    ],
  };
}

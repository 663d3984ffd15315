import { signal } from '@preact/signals';
import type { BoardFilters } from './api/shapes.ts';
import { type StatsSpan, statsSpans } from './stats-span.ts';

export const boardViews = ['mine', 'unassigned', 'overdue', 'waiting', 'open', 'low', 'received'] as const;
export type BoardView = (typeof boardViews)[number];

export const settingsKinds = ['policy', 'calendar', 'channels'] as const;
export type SettingsKind = (typeof settingsKinds)[number];

/** A screen of the console. What a person searched for is in none of them, since addresses are kept by browsers. */
export type Route =
  | { readonly screen: 'board'; readonly view: BoardView; readonly filters: BoardFilters }
  | { readonly screen: 'case'; readonly id: string }
  | { readonly screen: 'search' }
  | { readonly screen: 'new' }
  | { readonly screen: 'brief' }
  | { readonly screen: 'station' }
  | { readonly screen: 'people' }
  | { readonly screen: 'places' }
  | { readonly screen: 'templates' }
  | { readonly screen: 'faq' }
  | { readonly screen: 'settings'; readonly kind: SettingsKind }
  | { readonly screen: 'stats'; readonly span: StatsSpan };

const filterNames = ['building', 'place', 'type', 'assignee', 'from', 'to'] as const;

/** The route that the part of an address after `#` names; the work list where it names none. */
export function routeIn(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen, part = ''] = path.split('/');
  switch (screen) {
    case 'case':
      return { screen, id: decoded(part) };
    case 'stats':
      return statsOf(statsSpans.find((span) => span === part));
    case 'search':
    case 'new':
    case 'brief':
    case 'station':
    case 'people':
    case 'places':
    case 'templates':
    case 'faq':
      return { screen };
    case 'settings':
      return settingsOf(settingsKinds.find((kind) => kind === part));
    default:
      return {
        screen: 'board',
        view: boardViews.find((view) => view === part) ?? 'mine',
        filters: filtersIn(new URLSearchParams(query)),
      };
  }
}

/** An address that was cut off in a message may end in half a character. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function filtersIn(query: URLSearchParams): BoardFilters {
  const given = filterNames.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** The address of a route, the inverse of `routeIn`. */
export function hrefOf(to: Route): string {
  switch (to.screen) {
    case 'case':
      return `#/case/${encodeURIComponent(to.id)}`;
    case 'board': {
      const query = new URLSearchParams(to.filters as Record<string, string>).toString();
      return `#/board/${to.view}${query === '' ? '' : `?${query}`}`;
    }
    case 'stats':
      return `#/stats/${to.span}`;
    case 'settings':
      return `#/settings/${to.kind}`;
    default:
      return `#/${to.screen}`;
  }
}

export const boardOf = (view: BoardView, filters: BoardFilters = {}): Route => ({
  screen: 'board',
  view,
  filters,
});
export const statsOf = (span: StatsSpan = 'week'): Route => ({ screen: 'stats', span });
export const settingsOf = (kind: SettingsKind = 'policy'): Route => ({ screen: 'settings', kind });
export const caseOf = (id: string): Route => ({ screen: 'case', id });

export const route = signal<Route>(routeIn(location.hash));

/** The list that a case was opened from, so that the way back leads there. */
export const lastBoard = signal<Route>(boardOf('mine'));

export function startRouting(): void {
  const read = () => {
    route.value = routeIn(location.hash);
    if (route.value.screen === 'board') lastBoard.value = route.value;
  };
  read();
  addEventListener('hashchange', read);
}

export const go = (to: Route): void => {
  location.hash = hrefOf(to);
};

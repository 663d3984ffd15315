import type { RoutePlan } from '../template/plan.ts';

/** The route a request belongs to and the values in its path. */
export interface RouteMatch {
  readonly route: RoutePlan;
  readonly parameters: Readonly<Record<string, string>>;
}

export type FindRoute = (method: string, path: string) => RouteMatch | undefined;

/**
 * Finds routes as an HTTP API does: a fixed path before one with values, that before one with a rest, and `$default`
 * last. There is no HEAD for a GET and no OPTIONS for anything, unless the template has it.
 */
export const createFindRoute = (routes: readonly RoutePlan[]): FindRoute => {
  const candidates = routes.map(compile).toSorted((left, right) => left.rank - right.rank);
  return (method, path) => {
    for (const { route, fits } of candidates) {
      const parameters = fits(method, path);
      if (parameters !== undefined) return { route, parameters };
    }
    return undefined;
  };
};

interface Candidate {
  readonly route: RoutePlan;
  /** Lower goes first. */
  readonly rank: number;
  readonly fits: (method: string, path: string) => Record<string, string> | undefined;
}

const compile = (route: RoutePlan): Candidate => {
  if (route.key === '$default') return { route, rank: Number.POSITIVE_INFINITY, fits: () => ({}) };
  const [method = '', template = ''] = route.key.split(' ');
  const pattern = new RegExp(`^${template.split('/').map(segment).join('/')}$`);
  const values = template.split('{').length - 1;
  const rest = template.includes('+}') ? 1 : 0;

  return {
    route,
    rank: rest * 1000 + values * 10 + (method === 'ANY' ? 1 : 0),
    fits: (given, path) => {
      if (method !== 'ANY' && method !== given) return undefined;
      const found = pattern.exec(path);
      return found === null ? undefined : decoded(found.groups ?? {});
    },
  };
};

const segment = (text: string): string => {
  const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return text.replaceAll(/[^\w-]/g, String.raw`\$&`);
  return greedy === '+' ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`;
};

/** Undefined for a path that is no text, which belongs to no route. */
const decoded = (groups: Readonly<Record<string, string>>): Record<string, string> | undefined => {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    return undefined;
  }
};

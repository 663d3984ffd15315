import type { RoutePlan } from '../template/plan.ts';

/** The route of a request and its path parameters. */
export interface RouteMatch {
  readonly route: RoutePlan;
  readonly parameters: Readonly<Record<string, string>>;
}

export type FindRoute = (method: string, path: string) => RouteMatch | undefined;

/**
 * Finds routes as an HTTP API does: a fixed path before one with parameters, that before one with a greedy parameter,
 * and `$default` last. HEAD and OPTIONS match only routes that the template defines.
 */
export const createFindRoute = (routes: readonly RoutePlan[]): FindRoute => {
  const candidates = routes.map(compile).toSorted((left, right) => left.rank - right.rank);
  return (method, path) => {
    for (const { route, match } of candidates) {
      const parameters = match(method, path);
      if (parameters !== undefined) return { route, parameters };
    }
    return undefined;
  };
};

interface Candidate {
  readonly route: RoutePlan;
  /** A lower rank is tried first. */
  readonly rank: number;
  readonly match: (method: string, path: string) => Record<string, string> | undefined;
}

const compile = (route: RoutePlan): Candidate => {
  if (route.key === '$default') return { route, rank: Number.POSITIVE_INFINITY, match: () => ({}) };
  const [method = '', template = ''] = route.key.split(' ');
  const pattern = new RegExp(`^${template.split('/').map(segment).join('/')}$`);
  const parameterCount = template.split('{').length - 1;
  const greedyCount = template.includes('+}') ? 1 : 0;

  return {
    route,
    rank: greedyCount * 1000 + parameterCount * 10 + (method === 'ANY' ? 1 : 0),
    match: (given, path) => {
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

/** Returns undefined for a path that is not valid percent-encoding; it matches no route. */
const decoded = (groups: Readonly<Record<string, string>>): Record<string, string> | undefined => {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    return undefined;
  }
};

import type { Refusal, RefusalCode } from '../cases/refusal.ts';
import type { Refused } from '../cases/refused.ts';
import { type Answer, type Refusing, refusing } from './answer.ts';
import type { Call, EdgeCall, ProviderCall, StaffCall } from './call.ts';
import type { Problem } from './problem.ts';
import type { ProblemReader } from './problem-details.ts';
import { type HttpEvent, type InputOf, type RequestShape, readRequest } from './request.ts';
import { statusShownToResidents } from './views/shown-status.ts';

/** The handler of one route. Its input and outcome types are hidden, so endpoints of all routes fit into one record. */
export interface Endpoint<C extends EdgeCall> {
  /** The input schemas; the OpenAPI document is generated from them, so it matches what is parsed. */
  readonly takes: () => RequestShape;
  readonly serve: (event: HttpEvent, call: C) => Promise<Answer | Refusing>;
  /** Renders a problem as a page; without it, problems become Problem Details. */
  readonly showsProblem?: ProblemPage;
}

/** Renders a problem as a page. */
export type ProblemPage = (problem: Problem, event: HttpEvent, reader: ProblemReader) => Answer;

export interface Plan<C extends EdgeCall, Shape extends RequestShape, Outcome extends object> {
  /** The input schemas; built at the first request to keep cold starts short. */
  readonly takes: () => Shape;
  /** Calls the use case. */
  readonly asks: (call: C, input: InputOf<Shape>) => Promise<Outcome | Refused>;
  /** Renders the outcome as an answer. */
  readonly answers: (outcome: Outcome, call: C, input: InputOf<Shape>) => Answer;
}

/** Builds endpoints for one kind of caller; `problemOf` hides from a refusal what that caller may not know. */
export const endpointFor =
  <C extends EdgeCall>(problemOf: (refusal: Refusal) => Problem) =>
  <Shape extends RequestShape, Outcome extends object>({
    takes,
    asks,
    answers,
  }: Plan<C, Shape, Outcome>): Endpoint<C> => {
    let cached: Shape | undefined;
    const shape = () => {
      cached ??= takes();
      return cached;
    };
    return {
      takes: shape,
      async serve(event, call) {
        const read = await readRequest(event, shape());
        if ('problem' in read) return read;
        const outcome = await asks(call, read.input);
        if (isRefused(outcome)) {
          return refusing(problemOf(outcome.refusal), remedies[outcome.refusal.code]?.(call));
        }
        return answers(outcome, call, read.input);
      },
    };
  };

/** Further members of a problem with which the client's next try can succeed. */
const remedies: { readonly [Code in RefusalCode]?: (call: EdgeCall) => Refusing['more'] } = {
  'token-used': ({ world }) => ({ freshToken: world.system.newToken() }),
};

const isRefused = <Outcome extends object>(outcome: Outcome | Refused): outcome is Refused =>
  'refusal' in outcome && outcome.refusal !== undefined;

/** Replaces statuses in a refusal by `handled` where they would reveal how a secret report was answered. */
export const asResidentsSeeIt = (refusal: Refusal): Problem => {
  if (refusal.code !== 'move-not-allowed') return refusal;
  const { to, from, ...rest } = refusal;
  return {
    ...rest,
    from: statusShownToResidents(from),
    ...(to !== undefined && { to: statusShownToResidents(to) }),
  };
};

/** Builds an endpoint for a public route. */
export const residentEndpoint = endpointFor<Call>(asResidentsSeeIt);

/** Builds an endpoint for a route that providers of messages call. */
export const providerEndpoint = endpointFor<ProviderCall>((refusal) => refusal);

/** Builds an endpoint for a staff route; its call has the caller's scope. */
export const staffEndpoint = endpointFor<StaffCall>((refusal) => refusal);

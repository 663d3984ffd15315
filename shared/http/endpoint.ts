import type { Refusal, RefusalCode } from '../cases/refusal.ts';
import type { Refused } from '../engine/refused.ts';
import { type Answer, type Refusing, refusing } from './answer.ts';
import type { Call, StaffCall } from './call.ts';
import type { Problem } from './problem.ts';
import type { ProblemReader } from './problem-details.ts';
import { type HttpEvent, type InputOf, type RequestShape, readRequest } from './request.ts';
import { statusShownToResidents } from './views/shown-status.ts';

/** One route's work, closed over its own types: from the gateway's event to an answer or the reason why not. */
export interface Endpoint<C extends Call> {
  /** For the document, which so cannot say anything else than what is read. */
  readonly takes: () => RequestShape;
  readonly serve: (event: HttpEvent, call: C) => Promise<Answer | Refusing>;
  /** How its reader is told why there is no answer; Problem Details where absent. */
  readonly showsProblem?: ProblemPage;
}

/** What stands in the way of a request, as its reader is told. */
export type ProblemPage = (problem: Problem, event: HttpEvent, reader: ProblemReader) => Answer;

export interface Plan<C extends Call, Shape extends RequestShape, Outcome extends object> {
  /** Schemas of what it takes; made at the first request rather than at a cold start. */
  readonly takes: () => Shape;
  /** The use case. */
  readonly asks: (call: C, input: InputOf<Shape>) => Promise<Outcome | Refused>;
  /** What its reader gets to see of the outcome. */
  readonly answers: (outcome: Outcome, call: C, input: InputOf<Shape>) => Answer;
}

/** Endpoints for one kind of caller, and how a refusal looks to them. */
export const endpointFor =
  <C extends Call>(shown: (refusal: Refusal) => Problem) =>
  <Shape extends RequestShape, Outcome extends object>({
    takes,
    asks,
    answers,
  }: Plan<C, Shape, Outcome>): Endpoint<C> => {
    let made: Shape | undefined;
    const shape = () => {
      made ??= takes();
      return made;
    };
    return {
      takes: shape,
      async serve(event, call) {
        const read = await readRequest(event, shape());
        if ('problem' in read) return read;
        const outcome = await asks(call, read.input);
        if (isRefused(outcome)) {
          return refusing(shown(outcome.refusal), remedies[outcome.refusal.code]?.(call));
        }
        return answers(outcome, call, read.input);
      },
    };
  };

/** What a refusal hands over so that the next try can succeed. */
const remedies: { readonly [Code in RefusalCode]?: (call: Call) => Refusing['more'] } = {
  'token-used': ({ world }) => ({ freshToken: world.system.newToken() }),
};

const isRefused = <Outcome extends object>(outcome: Outcome | Refused): outcome is Refused =>
  'refusal' in outcome && outcome.refusal !== undefined;

/** A refusal speaks of the status; what a resident may not know of it must not leave this way either. */
export const asResidentsSeeIt = (refusal: Refusal): Problem => {
  if (refusal.code !== 'move-not-allowed') return refusal;
  const { to, from, ...rest } = refusal;
  return {
    ...rest,
    from: statusShownToResidents(from),
    ...(to !== undefined && { to: statusShownToResidents(to) }),
  };
};

/** A route that anybody may take. */
export const residentEndpoint = endpointFor<Call>(asResidentsSeeIt);

/** A route for staff; its call carries their scope. */
export const staffEndpoint = endpointFor<StaffCall>((refusal) => refusal);

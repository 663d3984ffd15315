import { isDeepStrictEqual } from 'node:util';
import { type InvocationResponse, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { NotaryAnswer, NotaryRequest } from '../../shared/handlers/notary-request.ts';
import type { OperateAnswer, OperateRequest } from '../../shared/handlers/operate-request.ts';
import { refusalSentence } from './refusal-sentence.ts';

export interface OperateFunction {
  /** The output `OperateFunctionName` of the deployment; of what the notary records, `NotaryFunctionName`. */
  readonly name: string;
  /** Another Lambda than the one of the AWS profile, such as that of the local run. */
  readonly endpoint: string | undefined;
}

/** What an error of Lambda means for the operator, by its name. */
const sentences: Readonly<Record<string, (name: string) => string>> = {
  ResourceNotFoundException: (name) =>
    `There is no function ${name} in this account and region. Its name is an output of the deployment, see --help.`,
  AccessDeniedException: (name) => `Your AWS profile may not invoke ${name} (lambda:InvokeFunction).`,
  RequestTooLargeException: () => 'The file is larger than the 6 MB that Lambda takes.',
  TooManyRequestsException: (name) => `${name} is busy. Run this again.`,
};

/**
 * Asks the function `operate` and returns the lines of its answer.
 * @throws Error with a sentence when it refused, when the request is wrong, or when the function failed
 */
export async function invoke(operate: OperateFunction, request: OperateRequest): Promise<readonly string[]> {
  const answer = await answerOf(operate, request);
  if (!isAnswer(answer)) throw new Error(`${operate.name} is ${notOfOperators}`);
  if ('fault' in answer) throw new Error(answer.fault);
  if ('refusal' in answer) throw new Error(refusedBecause(request, answer));
  return answer.lines;
}

/** The function is of the same release as this command, so its answer is parsed no further. */
const isAnswer = (answer: unknown): answer is OperateAnswer =>
  typeof answer === 'object' &&
  answer !== null &&
  !('recorded' in answer) &&
  ['fault', 'refusal', 'lines'].some((name) => Object.hasOwn(answer, name));

const notOfOperators =
  'not the function of operators, whose name is the output OperateFunctionName; see --help.';

function refusedBecause(
  request: OperateRequest,
  { refusal, now, entered }: Extract<OperateAnswer, { readonly refusal: object }>,
): string {
  const about = request.action === 'replace-code' ? `${request.code}: ` : '';
  const sentences = [
    `${about}${refusalSentence(refusal)}`,
    now && `Its code is ${now} now.`,
    entered &&
      `Before that, the station, ${entered.people} of its people and ${entered.places} of its places were entered; they stay, and are not written again.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

/**
 * Has the notary put something on record in its log, for ever.
 * @throws Error with a sentence when the notary did not say that it has, which no other function says
 */
export async function record(
  notary: OperateFunction,
  request: NotaryRequest,
): Promise<readonly [{ readonly recorded: NotaryRequest }]> {
  const answer = (await answerOf(notary, request)) as NotaryAnswer | null;
  if (isDeepStrictEqual(answer?.recorded, request)) return [{ recorded: request }];
  if (answer?.recorded === null) throw new Error(`Nothing was recorded. ${answer.fault}`);
  throw new Error(
    `Nothing was recorded: ${notary.name} is not the notary. Here --function takes the output NotaryFunctionName.`,
  );
}

/**
 * Asks a function and returns its answer, parsed no further.
 * @throws Error with a sentence when it cannot be asked, or failed
 */
export async function answerOf({ name, endpoint }: OperateFunction, request: unknown): Promise<unknown> {
  const lambda = new LambdaClient(endpoint === undefined ? {} : { endpoint });
  const sent = lambda.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(request) }));
  return answerIn(name, await sent.catch((error: unknown) => refuse(name, error)));
}

function refuse(name: string, error: unknown): never {
  const sentence = error instanceof Error ? sentences[error.name]?.(name) : undefined;
  throw sentence === undefined ? error : new Error(sentence);
}

/** How the function of operators says that an action failed. */
const failure = /^[a-z-]+ failed: \w+$/;

function answerIn(name: string, { FunctionError, Payload }: InvocationResponse): unknown {
  // A function that answers nothing has no payload.
  const text = new TextDecoder().decode(Payload ?? new Uint8Array()) || 'null';
  const payload = JSON.parse(text) as { readonly errorMessage?: string } | null;
  if (FunctionError !== undefined) {
    const why = payload?.errorMessage ?? FunctionError;
    // Whatever else a function says, it may not be the one that was meant, so no repeat is advised.
    const advice = failure.test(why)
      ? 'Its log has more; running this again does no harm.'
      : 'Its log has more. If this is not the function that --function takes here (see --help), name that one.';
    throw new Error(`The function ${name} failed: ${why}. ${advice}`);
  }
  return payload;
}

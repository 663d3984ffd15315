import type { Language } from '../engine/language.ts';
import { fieldName } from '../locales/field-name.ts';
import { fill } from '../locales/fill.ts';
import { say } from '../locales/say.ts';
import type { Words } from '../locales/words.ts';
import { wordsOf } from '../locales/words-of.ts';
import type { Answer } from './answer.ts';
import { headersOf, type InputError, type Problem, statusOf } from './problem.ts';

/** Who reads a problem, and where. */
export interface ProblemReader {
  readonly language: Language;
  readonly requestId: string;
  /** The address residents see, without a trailing slash. */
  readonly origin: string;
}

/** A problem as RFC 9457 has it, in the reader's language. `more` joins it as further members. */
export function problemAnswer(
  problem: Problem,
  { language, requestId, origin }: ProblemReader,
  more: Readonly<Record<string, unknown>> = {},
): Answer {
  const { code, ...particulars } = problem;
  const words = wordsOf(language);
  const status = statusOf[code];
  const sentences = problemSentences(problem, words, requestId);
  const body = {
    type: `${origin}/docs#${code}`,
    title: sentences.title,
    status,
    code,
    detail: sentences.detail,
    instance: `urn:huiying:request:${requestId}`,
    ...particulars,
    ...('errors' in problem && { errors: problem.errors.map((error) => worded(error, words)) }),
    ...more,
  };
  return {
    status,
    body: JSON.stringify(body),
    type: 'application/problem+json; charset=utf-8',
    ...(headersOf[code] && { headers: headersOf[code] }),
  };
}

/** What stands in the way, in a title and a sentence. */
export function problemSentences(problem: Problem, words: Words, requestId: string) {
  const { title, detail } = words.problems[problem.code];
  return { title, detail: say(words.language, detail, { requestId, ...valuesOf(problem, words) }) };
}

const worded = (error: InputError, words: Words): InputError & { readonly message: string } => ({
  ...error,
  message: fill(words.inputErrors[error.code], { field: fieldName(error.field, words) }),
});

/** What a problem's sentence has places for: codes become words, numbers stay. */
function valuesOf(problem: Problem, words: Words): Readonly<Record<string, string | number>> {
  switch (problem.code) {
    case 'move-not-allowed': {
      const { move, from, to } = problem;
      const leading = to === undefined ? '' : fill(words.leading, { to: words.statuses[to] });
      return { move: words.moves[move], from: words.statuses[from], leading };
    }
    case 'not-later':
    case 'no-such-clock':
      return { clock: words.clocks[problem.clock] };
    case 'no-such-milestone':
      return { milestone: words.clocks[problem.milestone] };
    case 'invalid-input': {
      const [first] = problem.errors;
      return { count: problem.errors.length, first: first === undefined ? '' : worded(first, words).message };
    }
    default: {
      const { code: _, ...values } = problem;
      return values;
    }
  }
}

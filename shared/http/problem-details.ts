import type { Language } from '../engine/language.ts';
import { fieldName } from '../locales/field-name.ts';
import { fill } from '../locales/fill.ts';
import { say } from '../locales/say.ts';
import type { AnswerWords } from '../locales/words.ts';
import { wordsOfAnswers } from '../locales/words-of-answers.ts';
import type { Answer } from './answer.ts';
import { headersOf, type InputError, type Problem, statusOf } from './problem.ts';

/** What the text of a problem depends on besides the problem. */
export interface ProblemReader {
  readonly language: Language;
  readonly requestId: string;
  /** The public origin, without a trailing slash. */
  readonly origin: string;
}

/** A problem as Problem Details (RFC 9457) in the reader's language; `more` adds further members. */
export function problemAnswer(
  problem: Problem,
  { language, requestId, origin }: ProblemReader,
  more: Readonly<Record<string, unknown>> = {},
): Answer {
  const { code, ...particulars } = problem;
  const words = wordsOfAnswers(language);
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
    ...('errors' in problem && { errors: problem.errors.map((error) => withMessage(error, words)) }),
    ...more,
  };
  return {
    status,
    body: JSON.stringify(body),
    type: 'application/problem+json; charset=utf-8',
    ...(headersOf[code] && { headers: headersOf[code] }),
  };
}

/** The title and the detail sentence of a problem. */
export function problemSentences(problem: Problem, words: AnswerWords, requestId: string) {
  const { title, detail } = words.problems[problem.code];
  return { title, detail: say(words.language, detail, { requestId, ...valuesOf(problem, words) }) };
}

const withMessage = (error: InputError, words: AnswerWords): InputError & { readonly message: string } => ({
  ...error,
  message: fill(words.inputErrors[error.code], { field: fieldName(error.field, words) }),
});

/** The values for the placeholders of a problem's sentence; codes are translated. */
function valuesOf(problem: Problem, words: AnswerWords): Readonly<Record<string, string | number>> {
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
      return {
        count: problem.errors.length,
        first: first === undefined ? '' : withMessage(first, words).message,
      };
    }
    case 'content-refused':
      return { sentence: problem.sentence };
    default: {
      const { code: _, ...values } = problem;
      return values;
    }
  }
}

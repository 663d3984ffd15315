import type { Language } from '../../shared/engine/language.ts';
import { html } from '../../shared/http/answer.ts';
import type { Call, ScriptName } from '../../shared/http/call.ts';
import {
  asResidentsSeeIt,
  type Endpoint,
  endpointFor,
  type Plan,
  type ProblemPage,
} from '../../shared/http/endpoint.ts';
import { headersOf, statusOf } from '../../shared/http/problem.ts';
import { problemSentences } from '../../shared/http/problem-details.ts';
import { readerLanguage } from '../../shared/http/reader-language.ts';
import type { HttpEvent, RequestShape } from '../../shared/http/request.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { choices, type Reader } from './components/reader.ts';
import { type Script, scriptOf } from './components/script.ts';
import { problemPage } from './pages/problem-page.ts';
import { trackSheet } from './style/sheet.ts';

/** A request for a page. Its language is the reader's choice, or else the browser's. */
export interface PageCall extends Call {
  readonly reader: Reader;
  readonly script: Script | undefined;
}

interface PagePlan<Shape extends RequestShape, Outcome extends object>
  extends Plan<PageCall, Shape, Outcome> {
  /** The page's script, which is optional for the reader. */
  readonly runs?: ScriptName;
}

/** Reads only the two known query fields: messengers add fields to links that they open. */
export function readerOf(
  { queryStringParameters: query }: HttpEvent,
  language: Language,
  now: number,
): Reader {
  const chosen = query?.lang === undefined ? undefined : readerLanguage(query.lang);
  return { language: chosen ?? language, ...(chosen && { chosen }), isLarge: query?.size === 'l', now };
}

/** A path with the reader's language and size. */
export const withChoices = (path: string, { reader }: PageCall): string => `${path}${choices(reader)}`;

const problemOnPage: ProblemPage = (problem, event, { language, requestId }) => {
  const reader = readerOf(event, language, 0);
  const words = wordsOf(reader.language);
  const shown = problemPage(reader, words, problemSentences(problem, words, requestId));
  const answer = html(statusOf[problem.code], shown, trackSheet.policy);
  return { ...answer, headers: { ...answer.headers, ...headersOf[problem.code] } };
};

/** An endpoint that answers with pages in the reader's language and renders its problems as pages. */
export function pageEndpoint<Shape extends RequestShape, Outcome extends object>(
  plan: PagePlan<Shape, Outcome>,
): Endpoint<Call> {
  const { takes, serve } = endpointFor<PageCall>(asResidentsSeeIt)(plan);
  const { runs } = plan;
  return {
    takes,
    async serve(event, call) {
      const reader = readerOf(event, call.language, call.now);
      const script = runs && scriptOf(await call.scriptText(runs));
      return serve(event, { ...call, language: reader.language, reader, script });
    },
    showsProblem: problemOnPage,
  };
}

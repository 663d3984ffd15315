import * as z from 'zod/mini';
import { refused } from '../../shared/cases/refused.ts';
import { html, tagged } from '../../shared/http/answer.ts';
import { residentEndpoint } from '../../shared/http/endpoint.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { consolePage, consolePolicy } from './console-page.ts';

const notThere = refused({ code: 'not-found' });

/**
 * The page of the console. It is the same for everybody and says nothing about a station. It is asked for anew each time,
 * so that nobody works with the console of an earlier release.
 */
export const showConsole = residentEndpoint({
  takes: () => ({}),
  asks: async ({ console: files }) =>
    files === undefined ? notThere : { signIn: files.signIn, ...(await files.entries()) },
  answers: ({ signIn, script, style }, { language, ifNoneMatch }) => {
    const { title, needsScript, tooOld } = wordsOf(language).console;
    const page = consolePage({ language, signIn, script, style, title, needsScript, tooOld });
    const answer = html(200, page, consolePolicy(signIn));
    return tagged(
      { ...answer, headers: { ...answer.headers, 'cache-control': 'no-cache', vary: 'accept-language' } },
      ifNoneMatch,
    );
  },
});

/** As the build names its files: `console-<hash>.js`. */
const fileName = () => z.string().check(z.regex(/^[a-z][a-z-]{0,30}-[A-Z0-9]{8}\.(js|css)$/));

const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const;

/** A file of the console. Its name holds a hash of its content, so it may be kept for a year. */
export const consoleFile = residentEndpoint({
  takes: () => ({ path: z.object({ file: fileName() }) }),
  asks: async ({ console: files }, { path: { file } }) => {
    const content = await files?.file(file);
    return content === undefined ? notThere : { content, type: file.endsWith('.css') ? types.css : types.js };
  },
  answers: ({ content, type }) => ({
    status: 200,
    body: content,
    type,
    headers: { 'cache-control': 'public, max-age=31536000, immutable' },
  }),
});

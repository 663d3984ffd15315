import { defined } from '../../../engine/defined.ts';
import type { Judged } from '../channel-adapter.ts';
import { type ChannelResponse, noResponse } from '../post.ts';

/** What each code of a platform means. The words beside a code change, and are meant for the platform's operators. */
export type CodeMeanings = Readonly<Record<number, Judged>>;

/**
 * Judges a robot's answer by the code in its body, at any HTTP status: these platforms refuse with status 200. An answer
 * without a code that can be read comes from something before the robot, or broke off, and says nothing about the message.
 * A code that is not in the table is worth another attempt, and is named.
 */
export function judgeByCode(
  response: ChannelResponse | undefined,
  field: 'errcode' | 'code',
  meanings: CodeMeanings,
): Judged {
  if (response === undefined) return noResponse;
  const { status, body, retryAfterMs } = response;
  const success = status >= 200 && status < 300;
  const code = codeIn(body, field);
  const failed = success ? 'unreadable-answer' : `http-${status}`;
  const meaning: Judged =
    code === undefined
      ? { result: 'transient', code: failed }
      : (meanings[code] ?? { result: 'transient', code: `unknown-code-${code}` });
  // A failed request whose body says that it went well contradicts itself, and a message twice is better than none.
  if (meaning.result === 'sent') return success ? meaning : { result: 'transient', code: failed };
  if (meaning.result !== 'transient') return meaning;
  const waits = [meaning.retryAfterMs, retryAfterMs].filter((wait) => wait !== undefined);
  return { ...meaning, ...defined({ retryAfterMs: waits.length === 0 ? undefined : Math.max(...waits) }) };
}

/** The code of an answer, a whole number or the same as a text. */
function codeIn(body: string, field: string): number | undefined {
  try {
    const code: unknown = Object(JSON.parse(body))[field];
    const readable = typeof code === 'number' || typeof code === 'string';
    return readable && /^-?\d{1,9}$/.test(String(code)) ? Number(code) : undefined;
  } catch {
    return undefined;
  }
}

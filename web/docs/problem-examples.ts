import type { Problem } from '../../shared/http/problem.ts';
import { problemAnswer } from '../../shared/http/problem-details.ts';
import { SERVER } from './document-server.ts';

/** A problem of each status that is answered as JSON, as an English reader gets it. */
const problems: readonly Problem[] = [
  { code: 'not-json' },
  { code: 'unauthorized' },
  { code: 'struck' },
  { code: 'not-found' },
  { code: 'move-not-allowed', move: 'close', from: 'in-progress' },
  { code: 'changed-meanwhile', version: 4 },
  { code: 'too-large' },
  { code: 'unsupported-type' },
  { code: 'invalid-input', errors: [{ field: 'contact.phone', code: 'wrong-format' }] },
  { code: 'too-many-tries' },
  { code: 'defect' },
  { code: 'unavailable' },
];

const reader = { language: 'en', requestId: '5f0c2a1e', origin: SERVER } as const;

/** One example for each status, under the problem's code. */
export const problemExamples = problems.map((problem) => {
  const { status, body = '' } = problemAnswer(problem, reader);
  return { status, code: problem.code, value: JSON.parse(String(body)) as object };
});

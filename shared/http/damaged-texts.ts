import type { CaseDetails } from '../cases/reading/read-case.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

/** The log line about texts that are not what was written: where they stand, for an operator, and nothing of them. */
export function damagedTexts(
  { found, texts, shared = [] }: Pick<CaseDetails, 'found' | 'texts' | 'shared'>,
  { requestId }: Pick<Call, 'requestId'>,
): Pick<Answer, 'record'> {
  const own = texts.filter(({ damaged }) => damaged).map(({ version, index }) => `${version}#${index}`);
  const announced = shared.filter(({ words }) => words?.damaged).length;
  if (own.length === 0 && announced === 0) return {};
  const { station, caseId } = found;
  // The announcements of the primary case are counted: its own page names them.
  const ids = { requestId, station, caseId, texts: own.join(' '), announced };
  return { record: { code: 'text-damaged', ids } };
}

import { type Case, isOpenCase } from '../../cases/case.ts';
import type { AnswerWords } from '../../locales/words.ts';

/** Police, ambulance and fire brigade, most often needed first. */
export const emergencyNumbers = ['110', '120', '119'];

/** Advice for open P0 cases. A resident who reported a missing person without a phone number is told that too. */
export function adviceFor(found: Case, words: AnswerWords): { emergency?: string[]; advice?: string[] } {
  const { type, priority, reachable } = found;
  if (priority !== 'P0' || !isOpenCase(found)) return {};
  const unreachable = type === 'lost-person' && !reachable ? [words.advice['no-phone']] : [];
  return { emergency: emergencyNumbers, advice: [...unreachable, words.advice.emergency] };
}

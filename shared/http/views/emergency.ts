import { type Case, isOpenCase } from '../../cases/case.ts';
import type { Words } from '../../locales/words.ts';

/** Police, ambulance, fire; in the order in which people ask for them. */
export const emergencyNumbers = ['110', '120', '119'];

/** What is to be done besides waiting, where a person may be in danger; whoever left no number cannot be called. */
export function adviceFor(found: Case, words: Words): { emergency?: string[]; advice?: string[] } {
  const { type, priority, reachable } = found;
  if (priority !== 'P0' || !isOpenCase(found)) return {};
  const unreachable = type === 'lost-person' && !reachable ? [words.advice['no-phone']] : [];
  return { emergency: emergencyNumbers, advice: [...unreachable, words.advice.emergency] };
}

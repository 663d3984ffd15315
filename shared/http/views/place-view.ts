import { caseTypes } from '../../cases/case-type.ts';
import type { AnswerWords } from '../../locales/words.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Place } from '../../stations/place.ts';
import { emergencyNumbers } from './emergency.ts';
import type { ShownPlace } from './shown-types.ts';

/** The public data of a place, and what can be reported there. */
export const placeView = (
  { code, building, entrance, words: names }: Place,
  policy: Policy,
  words: AnswerWords,
): Omit<ShownPlace, 'challenge'> => ({
  place: code,
  building,
  entrance,
  name: names[words.language],
  emergency: emergencyNumbers,
  types: caseTypes.map((type) => ({
    type,
    title: words.types[type],
    questions: Object.entries(policy.types[type].questions).map(([name, { choices, required }]) => ({
      name,
      choices: [...choices],
      required,
    })),
  })),
});

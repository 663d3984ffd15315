import { wordsOf } from '../../shared/locales/words-of.ts';
import type { RegisterRefusal } from '../../shared/register/register.ts';

/** The sentence for an operator whose change of a station was refused. */
export function refusalSentence(refusal: RegisterRefusal): string {
  switch (refusal.code) {
    case 'code-taken':
      return refusal.now === undefined
        ? `The code ${refusal.place} belongs to another station. Give the place another code.`
        : `The code ${refusal.place} was replaced and must not be used again. Its place has the code ${refusal.now} now: write that one into the file.`;
    case 'version-taken':
      return `The version ${refusal.version} was published with other content, and a published version never changes. Give the file another version.`;
    case 'changed-meanwhile':
      return 'Somebody else changed the station at the same time. Look at what stands there now, and run this again.';
    case 'register-changed':
      return 'What stands in the table is not what the register has recorded, so nothing is built upon it. State what is right first: a place with the file of its station, the versions in use with the files of a policy, a calendar and, where it had published them, channels. The proof names the row.';
    default:
      return wordsOf('en').problems[refusal.code].detail;
  }
}

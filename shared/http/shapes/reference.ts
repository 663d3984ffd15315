import * as z from 'zod/mini';
import { parseReference, type Reference } from '../../cases/reference.ts';
import { rule } from './text.ts';

/** The number of a case as people dictate and type it: with blanks or dashes, in half- or full-width digits. */
export const reference = () =>
  z.pipe(
    z.string().check(
      rule('wrong-reference', (typed) => parseReference(typed) !== undefined),
      z.meta({
        description:
          'The seven digits of a receipt; blanks, dashes and full-width digits do not matter. The last one is a check digit: a number that is wrong in one digit, or has two swapped, is refused.',
        examples: ['4827193', '482-7193', '４８２ ７１９３'],
      }),
    ),
    z.transform((typed: string): Reference => parseReference(typed) as Reference),
  );

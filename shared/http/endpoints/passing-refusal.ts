import type { Refusal } from '../../cases/refusal.ts';
import { type Refused, refused } from '../../cases/refused.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import type { ChangedMeanwhile, RegisterRefusal } from '../../register/register.ts';

type OfRegister = Exclude<
  RegisterRefusal,
  ChangedMeanwhile | { readonly code: 'code-taken' | 'version-taken' }
>;

/**
 * A refusal of the register, for an answer. Where others changed it in every try there is no later version to look at
 * first, unlike a case: the same request can be sent again. Codes and versions are given by the server, so that they are
 * taken only by a request at the same moment.
 */
export function passingRefusal(
  refusal: ChangedMeanwhile | RegisterRefusal | Exclude<Refusal, { readonly code: 'changed-meanwhile' }>,
): Refused {
  switch (refusal.code) {
    case 'changed-meanwhile':
    case 'code-taken':
    case 'version-taken':
      throw new Unavailable('the register was not changed: others changed it in every try');
    default:
      return refused(refusal as OfRegister);
  }
}

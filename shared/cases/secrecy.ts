import type { Policy } from '../policies/policy.ts';
import type { CaseCore } from './case.ts';
import type { CaseType } from './case-type.ts';

type Marks = Pick<CaseCore, 'secrecy' | 'sensitive'>;
type Marked = Marks & Pick<CaseCore, 'type'>;

/**
 * Whether it is secret who reported the case: once it was of a type that says so, until a chief lifts it, whatever the
 * type is changed to.
 */
export const isSecret = ({ type, secrecy }: Marked, policy: Policy): boolean =>
  secrecy === undefined ? policy.types[type].secretReporter : secrecy === 'secret';

/**
 * Whether messages and titles say nothing of what the case is about: once it was of a type that says so, for good. What
 * was written under the earlier type stays in the case, so a new title would reveal it to others who see the screen.
 */
export const isSensitive = ({ type, sensitive }: Marked, policy: Policy): boolean =>
  sensitive === true || policy.types[type].sensitive;

/** What a change of type leaves behind: it keeps what was secret or sensitive, and may begin a secret. */
export function marksAfterRetype(before: Marked, type: CaseType, policy: Policy): Marks {
  const begins = type !== before.type && policy.types[type].secretReporter;
  return {
    ...((begins || isSecret(before, policy)) && { secrecy: 'secret' as const }),
    ...(isSensitive(before, policy) && { sensitive: true as const }),
  };
}

/** The marks as stored, short, since they are in a row of limited size: secret, lifted, sensitive. */
export const packedMarks = ['S', 'L', 'N', 'SN', 'LN'] as const;
type PackedMarks = (typeof packedMarks)[number];

export function packMarks({ secrecy, sensitive }: Marks): string | undefined {
  const first = secrecy === undefined ? '' : secrecy === 'secret' ? 'S' : 'L';
  return `${first}${sensitive ? 'N' : ''}` || undefined;
}

export const unpackMarks = (packed: PackedMarks | undefined): Marks => ({
  ...(packed?.startsWith('S') && { secrecy: 'secret' as const }),
  ...(packed?.startsWith('L') && { secrecy: 'lifted' as const }),
  ...(packed?.endsWith('N') && { sensitive: true as const }),
});

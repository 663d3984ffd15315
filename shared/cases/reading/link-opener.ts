import type { Opener } from '../../engine/secrets/opener.ts';
import { readerName } from '../../engine/secrets/recipient.ts';
import type { SecretLink } from '../intake/submission.ts';
import type { World } from '../world.ts';

/**
 * What the secret of a link opens: texts and photos that are sealed to the reader of its case. `undefined` for a link
 * that is unknown or erased. Such a link costs as much: a decoy is derived and unwrapped in place of its own.
 */
export async function linkOpener(
  { readerKeys }: Pick<World, 'readerKeys'>,
  token: string,
  link: SecretLink | undefined,
): Promise<Opener | undefined> {
  if (link === undefined) {
    await readerKeys.openDecoy();
    return undefined;
  }
  return readerKeys.opener(token, link.readerKey, readerName(link.key.id));
}

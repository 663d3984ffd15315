import type { Opener } from './opener.ts';
import type { ReaderName } from './recipient.ts';

/** The keys of those who hold a link. The private half is stored in a form that only the link's secret opens. */
export interface ReaderKeys {
  /**
   * Makes a new pair. `publicKey` goes into the case, where every writer finds it; `wrapped` goes into the link's row.
   * @param token the link's secret, which is stored nowhere
   */
  create(token: string): Promise<{ readonly publicKey: string; readonly wrapped: string }>;
  /** Opens what was sealed to this reader. Throws when the link's secret is not the one of `wrapped`. */
  opener(token: string, wrapped: string, name: ReaderName): Promise<Opener>;
  /** Takes as long as `opener` and opens nothing, for a link that is unknown. */
  openDecoy(): Promise<void>;
}

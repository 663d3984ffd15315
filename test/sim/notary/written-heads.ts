/** The simulator’s own record of the heads that stood in the table: of each version of each chain. */
export interface WrittenHeads {
  /** An honest writer has written it. */
  wrote(chain: string, version: number, head: string): void;
  /** It stands there since somebody has falsified the chain. */
  forged(chain: string, version: number, head: string): void;
  /** Takes a snapshot and returns a function that restores it: what was written since is lost, and known as lost. */
  remember(): () => void;
  /** What honest writers wrote: by chain, from version 1 on. */
  readonly heads: ReadonlyMap<string, readonly string[]>;
  isWritten(chain: string, version: number, head: string): boolean;
  /** Whether this head was written and then lost by a restored backup. */
  isLost(chain: string, version: number, head: string): boolean;
  isForged(chain: string, version: number, head: string): boolean;
}

export function writtenHeads(): WrittenHeads {
  const heads = new Map<string, string[]>();
  const lost = new Set<string>();
  const forged = new Set<string>();
  const isWritten = (chain: string, version: number, head: string): boolean =>
    version === 0 ? head === '' : heads.get(chain)?.[version - 1] === head;
  return {
    heads,
    isWritten,
    wrote(chain, version, head) {
      const known = heads.get(chain) ?? [];
      known[version - 1] = head;
      heads.set(chain, known);
    },
    forged: (chain, version, head) => forged.add(nameOf(chain, version, head)),
    isForged: (chain, version, head) => forged.has(nameOf(chain, version, head)),
    isLost: (chain, version, head) =>
      lost.size > 0 && !isWritten(chain, version, head) && lost.has(nameOf(chain, version, head)),
    remember() {
      const lengths = new Map([...heads].map(([chain, { length }]) => [chain, length]));
      return () => {
        for (const [chain, known] of heads) {
          const kept = lengths.get(chain) ?? 0;
          for (let version = kept + 1; version <= known.length; version += 1) {
            lost.add(nameOf(chain, version, known[version - 1] ?? ''));
          }
          if (kept === 0) heads.delete(chain);
          else known.length = kept;
        }
      };
    },
  };
}

const nameOf = (chain: string, version: number, head: string): string => `${chain}/${version}/${head}`;

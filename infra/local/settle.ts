/** A part that works by itself and can be waited for. */
export interface Settling {
  /** Works off what is due; true when there was anything. */
  drain(): Promise<boolean>;
}

/** Done when nothing is due in any part and nothing is being handled. */
export type Settle = () => Promise<void>;

/** A round that finds nothing anywhere ends it; a system that feeds itself for ever is not waited for for ever. */
const roundsMax = 1000;

/** Each part may give work to the others, so they are asked in turn until none had any. */
export const createSettle =
  (parts: readonly Settling[]): Settle =>
  async () => {
    for (let round = 0; round < roundsMax; round += 1) {
      let any = false;
      for (const part of parts) any = (await part.drain()) || any;
      if (!any) return;
    }
  };

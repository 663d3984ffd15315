import type { NotaryStore } from '../../engine/notary/notary-store.ts';
import { readsBehind } from '../../engine/storage/read-log.ts';
import { companions } from './companions.ts';
import { stateName, type Tables } from './tables.ts';

/** What the notary reads of the memory tables. */
export const notaryStore = (tables: Tables): NotaryStore => ({
  async findHead(key) {
    const state = tables.states.get(stateName(key))?.state;
    return state === undefined || state === 'unreadable'
      ? state
      : { version: state.version, head: state.chainHead };
  },

  factsBehind: async (key, after, through) =>
    (tables.facts.get(stateName(key)) ?? []).filter(({ version }) => version > after && version <= through),

  readsBehind: (key, number, limit) => readsBehind(companions(tables), key, number, limit),
});

import { stateName } from '../../shared/adapters/memory/tables.ts';
import { storeContract } from '../contract/store-contract.ts';
import { spoiledPerson } from '../spoil.ts';
import { keptStore } from './world/kept-store.ts';

const atOnce = { lagMs: () => 0, later: () => undefined, pageSizeMax: () => 2 };

storeContract('in the simulator, in order and on short pages', async () => {
  const { store, tables } = keptStore(atOnce, 1);
  return {
    store,
    async spoil(key) {
      tables.states.set(stateName(key), { key, state: 'unreadable' });
    },
    async spoilPerson({ station, person }) {
      spoiledPerson(tables, station, person);
    },
  };
});

import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, stateName } from '../../shared/adapters/memory/tables.ts';
import { spoiledPerson } from '../spoil.ts';
import { storeContract } from './store-contract.ts';

storeContract('in memory', async () => {
  const tables = emptyTables();
  return {
    store: memoryStore(tables),
    async spoil(key) {
      tables.states.set(stateName(key), { key, state: 'unreadable' });
    },
    async spoilPerson({ station, person }) {
      spoiledPerson(tables, station, person);
    },
  };
});

import { memoryCheckpoints, memoryNotaryLog } from '../../shared/adapters/memory/notary-log.ts';
import type { LogEntry } from '../../shared/engine/notary/notary-log.ts';
import { checkpointContract, notaryLogContract } from './notary-log-contract.ts';

notaryLogContract('in memory', async () => {
  const entries: LogEntry[] = [];
  return {
    log: memoryNotaryLog(entries),
    reopened: async () => memoryNotaryLog(entries),
    cursorBehindEnd: '7',
  };
});
checkpointContract('in memory', async () => memoryCheckpoints());

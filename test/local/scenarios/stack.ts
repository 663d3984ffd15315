import { inject } from 'vitest';
import { assembleRound } from '../../../infra/local/assembly.ts';
import { type LocalOptions, type LocalRun, startLocal } from '../../../infra/local/run.ts';

/** The stack on a free port, round the bundles that all stories share; its template is made anew. */
export const startStack = (
  options: Pick<LocalOptions, 'dataDir' | 'channels' | 'startAt'>,
): Promise<LocalRun> => startLocal({ ...options, port: 0, assemble: assembleRound(inject('bundles')) });

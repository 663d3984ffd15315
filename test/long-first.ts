import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take half a minute or more, most of it waiting; the longest first. */
const slowFiles = [
  'adapters/image-memory',
  'local/scenarios/demo',
  'local/scenarios/runbook',
  'browser/photos',
  'browser/outbox',
  'checks/checks',
  'local/scenarios/killed',
  'chaos/chaos',
  'local/scenarios/photos',
  'local/scenarios/receipt',
  'browser/draft',
  'browser/poll',
  'cases/on-dynamo',
  'cases/decisions/rule-zero.property',
  'http/guesses',
];

/** Starts the slow files first, so that no processor is idle at the end while one of them still runs. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = slowFiles.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return rank === -1 ? slowFiles.length : rank;
    };
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}

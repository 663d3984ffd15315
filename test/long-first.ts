import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Each takes half a minute or more, most of it waiting; the longest first. */
const long = [
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

/** Begins with the files that take long, so that no processor waits at the end for the last of them. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return place === -1 ? long.length : place;
    };
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}

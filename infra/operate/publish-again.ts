import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { eventSource } from '../../events/event-type.ts';
import { factRecorded } from '../../events/fact-recorded.ts';
import { factIn } from '../../shared/adapters/dynamo/history-items.ts';
import { factDetail } from '../../shared/adapters/events/bus-detail.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import { invoke, type OperateFunction } from './invoke.ts';

/** As many events as the bus takes in one call. */
const AT_ONCE = 10;

/**
 * Puts the facts of a case on the bus again, as its history shows them: those that the stream lost reach other systems, and
 * those that they know come again under the same id.
 */
export async function publishAgain(
  operate: OperateFunction,
  { station, case: caseId }: { readonly station: StationId; readonly case: CaseId },
  bus: string,
): Promise<readonly object[]> {
  const lines = await invoke(operate, { action: 'facts', station, case: caseId });
  const key = keyOf({ station, caseId });
  const entries = lines.map((line) => {
    const { version, index, at, fact } = factIn(JSON.parse(line));
    const detail = factDetail({ key, version, index, at, fact: fact.fact });
    return {
      EventBusName: bus,
      Source: eventSource,
      DetailType: factRecorded.name,
      Detail: JSON.stringify(detail),
    };
  });
  const events = new EventBridgeClient();
  const done = { published: 0, refused: 0 };
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE);
    const { FailedEntryCount = 0 } = await events.send(new PutEventsCommand({ Entries: some }));
    done.published += some.length - FailedEntryCount;
    done.refused += FailedEntryCount;
  }
  return [done];
}

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { factIn } from '../../shared/adapters/dynamo/history-items.ts';
import { eventBridgeBus } from '../../shared/adapters/events/event-bridge.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import { invoke, type OperateFunction } from './invoke.ts';

/**
 * Puts the facts of a case on the bus again, as its history shows them: those that the stream lost reach other systems, and
 * those that they know come again under the same id.
 * @returns one line that says how many the bus took and how many it refused
 */
export async function publishAgain(
  operate: OperateFunction,
  { station, case: caseId }: { readonly station: StationId; readonly case: CaseId },
  bus: string,
): Promise<readonly object[]> {
  const lines = await invoke(operate, { action: 'facts', station, case: caseId });
  const key = keyOf({ station, caseId });
  const facts = lines.map((line) => {
    const { version, index, at, fact } = factIn(JSON.parse(line));
    return { key, version, index, at, fact: fact.fact };
  });
  const refused = await eventBridgeBus(new EventBridgeClient(), bus).publish(facts);
  return [{ published: facts.length - refused.length, refused: refused.length }];
}

import type { EngineState } from './aggregate-types.ts';

/**
 * Rule 0: an open state has its next deadline, and one that has ended has none. Returns the field that breaks the rule.
 * @param terminalStatuses those of the aggregate; any other status counts as open
 */
export function ruleZeroFault(
  { terminalStatuses }: { readonly terminalStatuses: readonly string[] },
  { status, dueAt, dueKind, responsible, endedAt }: EngineState,
): 'dueAt' | 'dueKind' | 'responsible' | 'endedAt' | undefined {
  if (terminalStatuses.includes(status)) {
    if (dueAt !== undefined) return 'dueAt';
    return endedAt === undefined ? 'endedAt' : undefined;
  }
  if (dueAt === undefined) return 'dueAt';
  if (dueKind === undefined) return 'dueKind';
  return responsible === undefined ? 'responsible' : undefined;
}

import type { ComparedPolicies } from '../../../cases/replay/compare-policies.ts';
import type { Comparison } from '../../../cases/replay/count-comparison.ts';
import { toIso } from '../../../engine/calendar/instant.ts';
import { defined } from '../../../engine/defined.ts';
import type { Language } from '../../../engine/language.ts';
import type { ContentFault } from '../../../policies/content-fault.ts';
import type { SettingsKind } from '../../../register/settings/check-content.ts';
import type { ComparedContent } from '../../../register/settings/publish-content.ts';
import type { Settings } from '../../../register/settings/settings.ts';
import type { ShownComparison, ShownReplay, ShownSettings } from '../shown-types.ts';
import { faultSentence, replaySentence } from './settings-sentences.ts';

export const settingsView = (
  { version, content, history }: Settings<SettingsKind>,
  kinds?: readonly string[],
): ShownSettings => ({
  ...defined({ version, content: content && { ...content }, kinds: kinds && [...kinds] }),
  history: history.map(({ version: one, at, by, note }) => ({
    version: one,
    at: toIso(at),
    by: by.kind === 'staff' ? { kind: 'staff', person: by.person, role: by.role } : { kind: 'system' },
    ...note,
    inUse: one === version,
  })),
});

export const faultView = (fault: Pick<ContentFault, 'code' | 'path' | 'names'>, language: Language) => ({
  code: fault.code,
  path: fault.path,
  sentence: faultSentence(language, fault),
});

export const comparedView = (
  { version, next, changes, faults }: ComparedContent<SettingsKind>,
  language: Language,
  replay?: ShownReplay,
): ShownComparison => ({
  ...defined({ version, replay }),
  next,
  publishable: faults.length === 0,
  changes: changes.map((change) => ({ ...change })),
  faults: faults.map((fault) => faultView(fault, language)),
});

/** So many are looked at one by one. */
const LATER_MAX = 20;

export function replayView(
  { from, to, cases, truncated }: ComparedPolicies,
  comparison: Comparison,
  language: Language,
): ShownReplay {
  const { later, levels, messages, types, days, ...numbers } = comparison;
  return {
    from: toIso(from),
    to: toIso(to),
    cases: cases.length,
    truncated,
    sentence: replaySentence(language, comparison),
    ...numbers,
    levels: [...levels],
    messages: [...messages],
    types: [...types],
    days: [...days],
    later: later.slice(0, LATER_MAX).map(({ row, clock, promiseAt, respondedAt }) => ({
      caseId: row.caseId,
      reference: row.reference,
      type: row.type,
      building: row.building,
      receivedAt: toIso(row.receivedAt),
      clock,
      promiseAt: toIso(promiseAt),
      ...defined({ respondedAt: respondedAt === undefined ? undefined : toIso(respondedAt) }),
    })),
    laterInAll: later.length,
  };
}

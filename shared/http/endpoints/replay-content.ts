import { comparePolicies } from '../../cases/replay/compare-policies.ts';
import { countComparison } from '../../cases/replay/count-comparison.ts';
import { buildPolicy } from '../../policies/build-policy.ts';
import type { CalendarContent, PolicyContent } from '../../policies/policy.ts';
import { standardContent } from '../../policies/standard.ts';
import type { SettingsKind } from '../../register/settings/check-content.ts';
import type { ComparedContent } from '../../register/settings/publish-content.ts';
import { withoutFaults } from '../../register/settings/without-faults.ts';
import type { StaffCall } from '../call.ts';
import { replayView } from '../views/settings/settings-view.ts';
import type { ShownReplay } from '../views/shown-types.ts';

/**
 * Runs the last 30 days under a policy or calendar that was compared. What may not be published in it is left as it is
 * now, so that the rest shows what it would do.
 */
export async function replayContent(
  compared: ComparedContent<SettingsKind>,
  { world, scope, now, language }: StaffCall,
): Promise<ShownReplay | undefined> {
  const { policy, calendar } = compared.context;
  const candidate = await withoutFaults(compared);
  if (candidate === undefined) return undefined;
  const next =
    'holidays' in candidate
      ? { calendar: candidate as CalendarContent }
      : { policy: candidate as PolicyContent };
  const built = (content: PolicyContent, days: CalendarContent) =>
    buildPolicy(content, days, standardContent.types);
  const policies = {
    before: built(policy, calendar),
    after: built(next.policy ?? policy, next.calendar ?? calendar),
  };
  const replayed = await comparePolicies(world, scope, policies, now);
  return replayView(replayed, countComparison(replayed.cases), language);
}

import type { StationId } from '../../engine/scope.ts';
import { templatesContent } from '../../policies/published-channels.ts';
import { currentVersions } from '../../policies/published-policies.ts';
import type { ReplyTemplate } from '../../policies/templates-content.ts';
import type { RegisterWorld } from '../register-world.ts';

/** The reply templates of a station; none, without a version, until some are published. */
export async function templatesInUse(
  store: RegisterWorld['store'],
  station: StationId,
): Promise<{ readonly version?: string; readonly templates: readonly ReplyTemplate[] }> {
  const { templates: version } = await currentVersions(store, station);
  if (version === undefined) return { templates: [] };
  const { templates } = await templatesContent(store, station, version);
  return { version, templates };
}

import type { Refused } from '../../cases/refused.ts';
import type { ContentFault } from '../../policies/content-fault.ts';
import type { SettingsKind } from '../../register/settings/check-content.ts';
import type { ComparedContent, ContentPublication } from '../../register/settings/publish-content.ts';
import { json } from '../answer.ts';
import type { StaffCall } from '../call.ts';
import { staffEndpoint } from '../endpoint.ts';
import * as shapes from '../shapes/settings.ts';
import type { ShownReplay } from '../views/shown-types.ts';
import { passingRefusal } from './passing-refusal.ts';

/** What a request needs that few requests need: checks, sentences, and the engine's parts for a comparison. */
const loaded = async () => {
  const [settings, publishing, view] = await Promise.all([
    import('../../register/settings/settings.ts'),
    import('../../register/settings/publish-content.ts'),
    import('../views/settings/settings-view.ts'),
  ]);
  return { ...settings, ...publishing, ...view };
};

const worldOf = ({ world, channelKinds }: StaffCall) => ({ ...world, channelKinds });

type Compared = ComparedContent<SettingsKind>;
type Replaying = (compared: Compared, call: StaffCall) => Promise<ShownReplay | undefined>;

/** Shows, previews and publishes content of one kind. */
const endpointsFor = (kind: SettingsKind, replayed: Replaying = async () => undefined) => ({
  show: staffEndpoint({
    takes: () => ({}),
    asks: async (call) => {
      const { settingsOf, settingsView } = await loaded();
      const found = await settingsOf(call.world.store, call.scope.station, kind);
      const kinds = kind === 'channels' ? (await call.channelKinds()).names : undefined;
      return { shown: settingsView(found, kinds) };
    },
    answers: ({ shown }) => json(200, shown),
  }),

  preview: staffEndpoint({
    takes: () => ({ body: shapes.preview() }),
    asks: async (call, { body }) => {
      const { compareContent, comparedView } = await loaded();
      const compared = await compareContent(worldOf(call), call.scope, kind, body.content, call.now);
      return { shown: comparedView(compared, call.language, await replayed(compared, call)) };
    },
    answers: ({ shown }) => json(200, shown),
  }),

  publish: staffEndpoint({
    takes: () => ({ body: shapes.published() }),
    asks: (call, { body }) => publishAs(kind, call, body),
    answers: (published) => json(200, published),
  }),
});

/** Publishes content, or says in the reader's language why not. */
export async function publishAs(kind: SettingsKind, call: StaffCall, publication: ContentPublication) {
  const { publishContent } = await loaded();
  const outcome = await publishContent(worldOf(call), call.scope, kind, publication, call.now);
  if (outcome.refusal === undefined) return outcome;
  const { refusal } = outcome;
  return refusal.code === 'content-refused' ? refusedFor(refusal.faults, call) : passingRefusal(refusal);
}

async function refusedFor(faults: readonly ContentFault[], { language }: StaffCall): Promise<Refused> {
  const { faultView } = await loaded();
  const shown = faults.map((fault) => faultView(fault, language));
  return { refusal: { code: 'content-refused', sentence: shown[0]?.sentence ?? '', faults: shown } };
}

/** Runs the last 30 days under what would be in force, if that may be published. */
const replayOf: Replaying = async (compared, call) => {
  const { replayContent } = await import('./replay-content.ts');
  return replayContent(compared, call);
};

export const policy = endpointsFor('policy', replayOf);
export const calendar = endpointsFor('calendar', replayOf);
export const channels = endpointsFor('channels');

import { useLive } from '../../../api/live.ts';
import type { ShownSettings } from '../../../api/shapes.ts';
import { personName, station } from '../../../api/station.ts';
import { ProblemNote, Tag } from '../../../components/parts.tsx';
import { route, type SettingsKind } from '../../../route.ts';
import { moment } from '../../../text/times.ts';
import { say, words } from '../../../text/words.ts';
import { ChannelTests, channelsIn } from '../channel-tests.tsx';
import { BackToStation } from '../station-screen.tsx';
import { SettingsEditor } from './settings-editor.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import { settingsWords } from './settings-words.ts';

const EVERY_MS = 60_000;

/** What the station promises, its hours and holidays, and its channels: each version, and for a chief the next one. */
export function SettingsScreen() {
  const { settings } = words();
  const at = route.value;
  const kind = at.screen === 'settings' ? at.kind : 'policy';
  return (
    <main class="wrap settings" id="main" tabIndex={-1}>
      <BackToStation />
      <header class="stats-top">
        <h1>{settings.title}</h1>
        <SettingsTabs />
      </header>
      <Settings key={kind} kind={kind} />
    </main>
  );
}

function Settings({ kind }: { readonly kind: SettingsKind }) {
  const { shell } = words();
  const { data, problem } = useLive<ShownSettings>(`/v1/office/${kind}`, EVERY_MS).value;
  return (
    <>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {data === undefined && problem === undefined && <p class="hint">{shell.loading}</p>}
      {data !== undefined && (
        <>
          <SettingsEditor kind={kind} of={data} />
          <History of={data} />
          {kind === 'channels' && station().me.role === 'chief' && (
            <ChannelTests channels={channelsIn(data)} />
          )}
        </>
      )}
    </>
  );
}

/** Who published what, when and why; the newest first. */
function History({ of: { history, version } }: { readonly of: ShownSettings }) {
  const { places } = words();
  const { history: sentences } = settingsWords();
  return (
    <section class="panel" aria-labelledby="versions">
      <h2 id="versions">{sentences.title}</h2>
      {history.length === 0 && (
        <p>{version === undefined ? sentences.none : say(sentences.given, { version })}</p>
      )}
      <ul class="sent">
        {history.map(({ version: each, at, by, name, reason, inUse }) => (
          <li key={`${each} ${at}`}>
            <b>{name ?? each}</b> {inUse && <Tag tone="ok">{sentences.inUse}</Tag>}
            <p class="hint">
              {say(sentences.published, {
                version: each,
                time: moment(at),
                who: by.person === undefined ? places.operator : personName(by.person),
              })}
            </p>
            {reason !== undefined && <p>{reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

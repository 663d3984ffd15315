import { useSignal } from '@preact/signals';
import { ask } from '../../api/api.ts';
import { useLive } from '../../api/live.ts';
import type { Problem, ShownChannelTest, ShownSettings } from '../../api/shapes.ts';
import { ProblemNote, Tag } from '../../components/parts.tsx';
import { say, words } from '../../text/words.ts';

interface ShownChannel {
  readonly name: string;
  readonly kind: string;
}

/** The channels of what is published. A station that published none has those of the deployment, which an operator tries. */
export const channelsIn = ({ content }: ShownSettings): readonly ShownChannel[] =>
  (content as { readonly channels?: readonly ShownChannel[] } | undefined)?.channels ?? [];

/** A test leaves within seconds, unless its channel takes no more in this minute. */
const LOOK_MS = 1500;

/** Tries each channel that is in use, and shows what became of the test. */
export function ChannelTests({ channels }: { readonly channels: readonly ShownChannel[] }) {
  const { channelTest } = words();
  return (
    <section class="panel" aria-labelledby="channel-tests">
      <h2 id="channel-tests">{channelTest.title}</h2>
      <p class="hint">{channelTest.hint}</p>
      <ul class="sent tests">
        {channels.map((one) => (
          <ChannelTest key={one.name} channel={one} />
        ))}
      </ul>
    </section>
  );
}

function ChannelTest({ channel: { name, kind } }: { readonly channel: ShownChannel }) {
  const { channelTest } = words();
  const asked = useSignal<ShownChannelTest | undefined>(undefined);
  const trouble = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const address = `/v1/office/channels/${name}/test`;
  const { data } = useLive<ShownChannelTest>(asked.value && `${address}/${asked.value.id}`, ({ result }) =>
    result === 'waiting' ? LOOK_MS : 'never',
  ).value;
  const test = asked.value?.id === data?.id ? data : asked.value;
  const send = async (): Promise<void> => {
    const answer = await ask<ShownChannelTest>('POST', address, { body: {} });
    trouble.value =
      answer.kind === 'problem' ? answer.problem : answer.kind === 'unreachable' ? 'unreachable' : undefined;
    if (answer.kind === 'done') asked.value = answer.body;
  };
  return (
    <li>
      <p class="row">
        <b>{name}</b> <span class="hint">{kind}</span>
        <button
          type="button"
          class="btn"
          disabled={test?.result === 'waiting'}
          aria-label={say(channelTest.sendOver, { channel: name })}
          onClick={() => void send()}
        >
          {channelTest.send}
        </button>
      </p>
      <div role="status">{test !== undefined && <Outcome test={test} />}</div>
      {trouble.value === 'unreachable' && (
        <p class="alert" role="alert">
          {words().shell.unreachable}
        </p>
      )}
      {typeof trouble.value === 'object' && <ProblemNote problem={trouble.value} />}
    </li>
  );
}

const tones = { waiting: 'idle', sent: 'ok', failed: 'late' } as const;

function Outcome({ test: { result, reason = '' } }: { readonly test: ShownChannelTest }) {
  const { channelTest } = words();
  const known: Readonly<Record<string, string>> = channelTest.reasons;
  return (
    <p>
      <Tag tone={tones[result]}>{channelTest.results[result]}</Tag>{' '}
      {result === 'failed' && (known[reason] ?? say(channelTest.otherReason, { code: reason }))}
    </p>
  );
}

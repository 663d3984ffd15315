import type { Fake } from '../../../infra/local/fakes/fake.ts';
import type { ChannelAdapter, Judged } from '../../../shared/adapters/channels/channel-adapter.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';

/** A fake and the settings under which it takes messages. */
export interface Started<Settings> {
  readonly fake: Fake;
  readonly settings: Settings;
}

/** One kind of channel, and what the suite cannot know of it. */
export interface ChannelUnderTest<Settings> {
  readonly name: string;
  readonly adapter: ChannelAdapter<Settings>;
  start(now: () => Instant): Promise<Started<Settings>>;
  /** What the adapter makes of each fault of its fake. A channel leaves out what its provider cannot do. */
  readonly faults: Readonly<Record<string, Judged>>;
  /** Settings that the fake does not take, and what becomes of a message under them. */
  readonly strangers: Readonly<
    Record<string, { readonly settings: Partial<Settings>; readonly judged: Judged }>
  >;
  /** Ids of people that are mentioned, and ids that must mention nobody. Absent where a channel mentions nobody. */
  readonly mentions?: { readonly some: readonly string[]; readonly none: readonly string[] };
  /** To whom each message goes, for a channel that reaches one person. */
  readonly address?: string;
  /** Whether a message may carry texts that mention people or are markup, since a machine reads it. */
  readonly verbatim?: true;
  /** What of a notice its reader sees, if not all: a short message has no title, and a template holds no text. */
  readonly shows?: 'text' | 'title';
  /** As an operator enters them: right ones, and wrong ones that are refused without repeating them. */
  readonly entered: {
    readonly right: readonly Readonly<Record<string, unknown>>[];
    readonly wrong: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /** What no refusal may repeat. */
    readonly secret: RegExp;
  };
}

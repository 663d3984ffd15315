import { type Instant, SECOND } from '../../engine/calendar/instant.ts';
import type { StationId } from '../../engine/scope.ts';

/** A channel of a station, or of the deployment: over that one go the messages of a station that published no channels. */
export interface SecretName {
  readonly station: StationId | 'deployment';
  readonly channel: string;
}

/** The addresses and secrets of channels. They are in no row, no setting and no log. */
export interface ChannelSecrets {
  /** The secret of a channel, a JSON object; undefined where none is kept. Throws when it cannot be read now. */
  of(name: SecretName): Promise<unknown>;
}

/** The part of a secret's name after that of the stage. A station's id never begins with an underscore. */
export const secretPath = ({ station, channel }: SecretName): string =>
  `${station === 'deployment' ? '_deployment' : station}/${channel}`;

/** How long a process sends with what it read, and how soon it reads again where the receiver refused that. */
const KEPT_MS = 60 * SECOND;
const REREAD_MS = 5 * SECOND;
const NAMES_MAX = 1000;

/** Secrets as they were moments ago. */
export interface RecentSecrets extends ChannelSecrets {
  /** The receiver does not take this secret any more: it is read again for the next message. */
  refused(name: SecretName): void;
}

/**
 * Keeps what was read for a minute, so that a secret turns without a deployment. One that is absent or was refused is
 * read again after a few seconds.
 */
export function recentSecrets(secrets: ChannelSecrets, now: () => Instant): RecentSecrets {
  const kept = new Map<string, { readonly at: Instant; readonly secret: Promise<unknown>; keptMs: number }>();
  return {
    of(name) {
      const path = secretPath(name);
      const found = kept.get(path);
      if (found !== undefined && now() >= found.at && now() < found.at + found.keptMs) return found.secret;
      kept.delete(path);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= NAMES_MAX) kept.delete(oldest);
      const secret = secrets.of(name);
      const reading = { at: now(), secret, keptMs: KEPT_MS };
      kept.set(path, reading);
      const shorten = (known: unknown) => {
        // Each message to a channel without a secret would ask again.
        if (known === undefined) reading.keptMs = REREAD_MS;
      };
      secret.then(shorten, () => kept.get(path) === reading && kept.delete(path));
      return secret;
    },
    refused(name) {
      const path = secretPath(name);
      const found = kept.get(path);
      if (found !== undefined && now() >= found.at + REREAD_MS) kept.delete(path);
    },
  };
}

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { ACCEPTED_MAX, type Accepted, type Fake, type FakeListeners } from './fake.ts';
import { type Mail, readMail } from './read-mail.ts';

export interface AcceptedMail extends Accepted, Mail {
  /** The subject and the words below it. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  readonly user?: string;
}

const places = ['connect', 'login', 'sender', 'recipient', 'data'] as const;
type Place = (typeof places)[number];

export interface SmtpSinkOptions extends FakeListeners {
  readonly now: () => Instant;
  /** 0 for any free port. */
  readonly port?: number;
  /** Without it nobody needs to log in. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Offered by STARTTLS, or spoken from the first byte. Without it the server speaks no TLS. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit?: true };
}

export interface SmtpSink extends Fake {
  readonly accepted: readonly AcceptedMail[];
  /** Speaks with a client whose connection somebody else accepted. */
  take(socket: Socket): void;
}

/**
 * A mail server that delivers to nobody and refuses what a strict one would. Its faults are a place and a reply there, such
 * as `recipient-550`, or no reply: `data-silent`.
 */
export async function smtpSink(options: SmtpSinkOptions): Promise<SmtpSink> {
  const { now, port = 0, login, tls, keep = ACCEPTED_MAX, onAccepted, onRefused } = options;
  const accepted: AcceptedMail[] = [];
  let fault: string | undefined;
  const refusal = (at: Place, pass: (error?: Error) => void): void => {
    const [, place, reply] = FAULT.exec(fault ?? '') ?? [];
    if (place !== at) pass();
    else if (reply !== 'silent') pass(replying(Number(reply)));
  };
  const server = new SMTPServer({
    ...(tls && { key: tls.key, cert: tls.cert, secure: tls.implicit === true }),
    authOptional: login === undefined,
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    // A password in the clear is asked for by no server that speaks TLS.
    allowInsecureAuth: tls === undefined,
    disableReverseLookup: true,
    logger: false,
    maxClients: 100,
    size: 1_000_000,
    closeTimeout: 1,
    onConnect: (_, pass) => refusal('connect', pass),
    onAuth: ({ username, password }, _, pass) =>
      refusal('login', (error) => {
        if (error) return pass(error);
        const known = username === login?.user && password === login?.password;
        pass(known ? null : replying(535), { user: username });
      }),
    onMailFrom: (_, __, pass) => refusal('sender', pass),
    onRcptTo: (_, { envelope }, pass) =>
      envelope.rcptTo.length > 0 ? pass(replying(452)) : refusal('recipient', pass),
    async onData(stream, { envelope, secure, user }, pass) {
      const raw = await buffer(stream);
      const [to] = envelope.rcptTo;
      if (!envelope.mailFrom || to === undefined) return pass(replying(503));
      const { address: from } = envelope.mailFrom;
      refusal('data', (error) => {
        if (error) return pass(error);
        try {
          const mail = readMail(raw);
          const text = `${mail.subject}\n${mail.body}`;
          const addressed = { from, to: to.address, secure, ...(user && { user }) };
          const taken = { ...mail, ...addressed, ...nobody, at: now(), text, length: text.length };
          onAccepted?.(taken);
          accepted.push(taken);
          accepted.splice(0, accepted.length - keep);
          pass();
        } catch (refused) {
          onRefused?.(`554 ${refused}`);
          pass(replying(554, String(refused)));
        }
      });
    },
  });
  // A client that leaves without a word is no fault of the server.
  server.on('error', () => undefined);
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const { port: actual } = listening.address() as AddressInfo;
  return {
    url: new URL(`smtp://127.0.0.1:${actual}`),
    accepted,
    take: (socket) => server.connect(socket, {}),
    fail(given) {
      if (given !== undefined && !FAULT.test(given))
        throw new RangeError(`this fake does not know the fault ${given}`);
      fault = given;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const FAULT = new RegExp(`^(${places.join('|')})-([45]\\d\\d|silent)$`);

/** A mail mentions nobody. */
const nobody = { mentioned: [], everyone: false } as const;

const replying = (responseCode: number, message = 'refused by a fault') =>
  Object.assign(new Error(message), { responseCode });

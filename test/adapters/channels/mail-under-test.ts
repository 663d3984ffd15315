import { smtpSink } from '../../../infra/local/fakes/smtp-sink.ts';
import type { Judged } from '../../../shared/adapters/channels/channel-adapter.ts';
import { type SmtpSettings, smtp } from '../../../shared/adapters/channels/mail/smtp.ts';
import type { ChannelUnderTest } from './channel-under-test.ts';
import { selfSigned } from './self-signed.ts';

const pair = selfSigned();
const other = selfSigned();
const login = { user: 'huiying', password: 'a password' };

const transient = (code: string): Judged => ({ result: 'transient', code });
const broken = (code: string): Judged => ({ result: 'broken', code });
const permanent = (code: string): Judged => ({ result: 'permanent', code });

const entered = { host: 'mail.example.cn', port: 587, tls: 'starttls', from: 'no-reply@example.cn' } as const;

export const mailUnderTest: ChannelUnderTest<SmtpSettings> = {
  name: 'mail',
  adapter: smtp,
  async start(now) {
    const fake = await smtpSink({ now, login, tls: pair });
    const to = {
      host: 'localhost',
      port: Number(fake.url.port),
      tls: 'starttls',
      authority: pair.cert,
    } as const;
    return { fake, settings: { ...to, ...login, from: 'no-reply@huiying.example.cn' } };
  },
  faults: {
    'connect-421': transient('smtp-421'),
    'connect-554': broken('smtp-554'),
    'connect-silent': transient('timeout'),
    'login-454': transient('smtp-454'),
    'login-535': broken('smtp-login'),
    'sender-451': transient('smtp-451'),
    'sender-553': broken('smtp-553'),
    'recipient-450': transient('smtp-450'),
    'recipient-550': permanent('smtp-550'),
    'recipient-silent': transient('timeout'),
    'data-452': transient('smtp-452'),
    'data-503': transient('smtp-503'),
    'data-552': permanent('smtp-552'),
    'data-silent': transient('timeout'),
  },
  strangers: {
    'another password': { settings: { password: 'another' }, judged: broken('smtp-login') },
    'no login': { settings: { user: undefined, password: undefined }, judged: broken('smtp-530') },
    'the certificate of another authority': {
      settings: { authority: other.cert },
      judged: broken('smtp-tls'),
    },
    'an authority that nobody knows': { settings: { authority: undefined }, judged: broken('smtp-tls') },
  },
  address: 'wang@example.cn',
  // Plain text: nothing in it is a mention or markup.
  verbatim: true,
  entered: {
    right: [entered, { ...entered, ...login }, { ...entered, host: '127.0.0.1', tls: 'none' }],
    wrong: {
      'a server in the clear': { ...entered, ...login, tls: 'none' },
      'a user without a password': { ...entered, user: 'huiying' },
      'a password with a line break': { ...entered, ...login, password: 'a password\r\n' },
      'a sender that is a list': { ...entered, from: 'a@example.cn,b@example.cn' },
      'a name with a line break': { ...entered, fromName: 'x\r\nBcc: y' },
      'no such port': { ...entered, port: 70_000 },
      'a host that is an address': { ...entered, host: 'smtp://mail.example.cn' },
      'a misspelt field': { ...entered, pass: 'a password' },
    },
    secret: /a password/,
  },
};

import { afterEach, describe, expect, it } from 'vitest';
import {
  type HostAddress,
  isOutside,
  outsideAddress,
  outsideAddresses,
  type Resolve,
} from '../../../shared/adapters/channels/outside/outside-address.ts';
import {
  type Outside,
  postOutside,
  postPinned,
} from '../../../shared/adapters/channels/outside/post-outside.ts';
import { HANG_MS } from '../../timeouts.ts';
import { type Receiver, receiver } from '../receiver.ts';

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function receiving(answer: Parameters<typeof receiver>[0]): Promise<Receiver> {
  const started = await receiver(answer);
  open.push(started);
  return started;
}

const resolvesTo =
  (...addresses: readonly string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const inside = {
  'this machine': '127.0.0.1',
  'the rest of its range': '127.8.9.1',
  'any address of this machine': '0.0.0.0',
  'the metadata of AWS': '169.254.169.254',
  'the credentials of a container': '169.254.170.2',
  'the metadata of Alibaba Cloud': '100.100.100.200',
  'a private network of class A': '10.0.0.1',
  'a private network of class B': '172.31.255.255',
  'a private network of class C': '192.168.0.1',
  'a broadcast': '255.255.255.255',
  'a group of receivers': '224.0.0.1',
  'a range for tests': '198.18.0.1',
  'this machine in IPv6': '::1',
  'no address': '::',
  'a private network of IPv6': 'fd00:ec2::254',
  'a link of IPv6': 'fe80::1',
  'a private IPv4 address in IPv6': '::ffff:10.0.0.1',
  'this machine in the older form of that': '::127.0.0.1',
  'the same in hexadecimal': '::7f00:1',
  'an address that is translated': '64:ff9b::7f00:1',
  'an address in a tunnel of 6to4': '2002:7f00:1::',
  'an address in a tunnel of Teredo': '2001:0:7f00:1::',
  'a range of examples': '2001:db8::1',
} as const;

describe('an address on the internet', () => {
  it.each(['8.8.8.8', '47.104.1.1', '2400:3200::1', '::ffff:8.8.8.8'])('is %s', (address) => {
    expect(isOutside(address)).toBe(true);
  });

  it.each(Object.entries(inside))('is not %s', async (_, address) => {
    expect(isOutside(address)).toBe(false);
    const url = new URL('https://hooks.example.cn/');
    expect(await outsideAddresses(url, resolvesTo(address))).toEqual({ refused: 'address-inside' });
    // Nor is it one among others, since who answers chooses which one is used.
    expect(await outsideAddresses(url, resolvesTo('8.8.8.8', address))).toEqual({
      refused: 'address-inside',
    });
  });

  it.each(['', 'localhost', '1.2.3', '8.8.8.8.8', '010.0.0.1', 'not an address'])(
    'is not “%s”',
    (address) => {
      expect(isOutside(address)).toBe(false);
    },
  );
});

describe('an address that is entered as a number', () => {
  const asked: string[] = [];
  const resolve: Resolve = async (name) => {
    asked.push(name);
    return [];
  };

  it.each([
    ['127.0.0.1', 'https://127.0.0.1/'],
    ['169.254.169.254', 'https://169.254.169.254/latest/meta-data/'],
    ['an IPv4 address in IPv6', 'https://[::ffff:10.0.0.1]/'],
    ['the metadata address in IPv6', 'https://[::ffff:169.254.169.254]/'],
    ['an IPv4 address in the older form of that', 'https://[::127.0.0.1]/'],
    ['this machine in IPv6', 'https://[::1]/'],
    ['one decimal number', 'https://2130706433/'],
    ['one hexadecimal number', 'https://0x7f000001/'],
    ['hexadecimal parts', 'https://0xa9.0xfe.0xa9.0xfe/'],
    ['octal parts', 'https://0177.0.0.1/'],
    ['fewer parts', 'https://127.1/'],
    ['no part but zero', 'https://0/'],
    ['digits in circles', 'https://①②⑦.⓪.⓪.①/'],
    ['a dot at its end', 'https://127.0.0.1./'],
  ])('is judged as what it is, and no name: %s', async (_, text) => {
    expect(
      outsideAddress()
        .safeParse(text)
        .error?.issues.map(({ message }) => message),
    ).toEqual(['an address on the internet']);
    expect(await outsideAddresses(new URL(text), resolve)).toEqual({ refused: 'address-inside' });
    expect(asked).toEqual([]);
  });
});

describe('what somebody enters', () => {
  it.each([
    ['http', 'http://hooks.example.cn/', 'an https address'],
    ['a file', 'file:///etc/passwd', 'an https address'],
    ['credentials', 'https://word@hooks.example.cn/', 'an address without credentials'],
    ['no address', 'hooks', 'an address'],
  ])('is refused for %s, in a sentence that does not repeat it', (_, text, sentence) => {
    expect(
      outsideAddress()
        .safeParse(text)
        .error?.issues.map(({ message }) => message),
    ).toEqual([sentence]);
  });

  it('is refused when it is too long to be one', () => {
    expect(outsideAddress().safeParse(`https://hooks.example.cn/${'x'.repeat(2000)}`).success).toBe(false);
  });

  it('is taken with a name or a number of the internet', () => {
    for (const text of ['https://hooks.example.cn/x?y=1', 'https://8.8.8.8/', 'https://[2400:3200::1]:8443/'])
      expect(outsideAddress().parse(text).href).toBe(text);
  });
});

describe('posting to it', () => {
  const request = { url: new URL('https://hooks.example.cn/hook'), body: '{}' };

  /** Records to which addresses it would have connected. */
  function recording(resolve: Resolve) {
    const connected: (readonly HostAddress[])[] = [];
    const outside: Outside = {
      resolve,
      async send(_, __, addresses) {
        connected.push(addresses);
        return { status: 204, body: '' };
      },
    };
    return { connected, outside };
  }

  it('connects to what was judged, though the name has another address by then', async () => {
    const answers = ['8.8.8.8', '169.254.169.254', '127.0.0.1'];
    const { connected, outside } = recording(async () => [{ address: answers.shift() ?? '', family: 4 }]);
    expect(await postOutside(request, HANG_MS, outside)).toEqual({ status: 204, body: '' });
    expect(connected).toEqual([[{ address: '8.8.8.8', family: 4 }]]);
    // The next message is judged anew.
    expect(await postOutside(request, HANG_MS, outside)).toEqual({
      result: 'broken',
      code: 'address-inside',
    });
    expect(connected).toHaveLength(1);
    expect(answers).toEqual(['127.0.0.1']);
  });

  it.each([
    ['a name of this machine', resolvesTo('127.0.0.1'), { result: 'broken', code: 'address-inside' }],
    ['a name without addresses', resolvesTo(), { result: 'transient', code: 'address-unknown' }],
    [
      'a name with 33 addresses',
      resolvesTo(...Array(33).fill('8.8.8.8')),
      { result: 'transient', code: 'address-unknown' },
    ],
    [
      'a name that is not found',
      () => Promise.reject(new Error('ENOTFOUND')),
      { result: 'transient', code: 'address-unknown' },
    ],
  ] as const)('sends nothing to %s', async (_, resolve, judged) => {
    const { connected, outside } = recording(resolve);
    expect(await postOutside(request, HANG_MS, outside)).toEqual(judged);
    expect(connected).toEqual([]);
  });

  it('does not wait for a name that takes too long', async () => {
    const { connected, outside } = recording(() => new Promise(() => {}));
    const judged = { result: 'transient', code: 'address-unknown' };
    expect(await postOutside(request, 20, outside)).toEqual(judged);
    expect(connected).toEqual([]);
  });

  it('sends nothing in the clear', async () => {
    const { connected, outside } = recording(resolvesTo('8.8.8.8'));
    const clear = { ...request, url: new URL('http://hooks.example.cn/') };
    expect(await postOutside(clear, HANG_MS, outside)).toEqual({
      result: 'broken',
      code: 'address-not-https',
    });
    expect(connected).toEqual([]);
  });

  it('uses no other address than the one it is pinned to', async () => {
    const { url, received } = await receiving({ status: 204 });
    const named = new URL(url);
    // No resolver knows this name.
    named.hostname = 'hooks.invalid';
    const pinned = [{ address: '127.0.0.1', family: 4 }];
    expect(await postPinned({ url: named, body: '{}' }, HANG_MS, pinned)).toEqual({ status: 204, body: '' });
    expect(received.map(({ headers }) => headers.host)).toEqual([named.host]);
    // A name that leads here by itself is not asked for.
    named.hostname = 'localhost';
    const elsewhere = [{ address: '127.0.0.2', family: 4 }];
    const before = received.length;
    const here = await postPinned({ url: named, body: '{}' }, HANG_MS, elsewhere);
    expect([here, received.length]).toEqual([undefined, before]);
  });

  it.each([
    'https://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706433/',
    'https://0x7f000001/',
  ])('does not follow a redirect to %s', async (location) => {
    const { url, received } = await receiving({ status: 302, headers: { location } });
    const pinned = [{ address: '127.0.0.1', family: 4 }];
    const named = new URL(url);
    named.hostname = 'hooks.invalid';
    expect(await postPinned({ url: named, body: '{}' }, HANG_MS, pinned)).toEqual({ status: 302, body: '' });
    expect(received).toHaveLength(1);
  });

  it('follows no redirect to another receiver on this machine', async () => {
    const other = await receiving({ status: 204 });
    const { url } = await receiving({ status: 307, headers: { location: other.url } });
    const pinned = [{ address: '127.0.0.1', family: 4 }];
    expect(await postPinned({ url: new URL(url), body: '{}' }, HANG_MS, pinned)).toMatchObject({
      status: 307,
    });
    expect(other.received).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { proxiesIn, senderAddress } from '../../shared/http/sender-address.ts';
import { httpEvent } from './event.ts';

const proxies = proxiesIn(['198.51.100.7', '203.0.113.0/24', '2001:db8:1::/48']);
const sent = (sourceIp: string, forwarded?: string) =>
  httpEvent('POST /v1/cases', {
    sourceIp,
    ...(forwarded !== undefined && { headers: { 'x-forwarded-for': forwarded } }),
  });
const senderOf = (sourceIp: string, forwarded?: string, isProxy = proxies) =>
  senderAddress(sent(sourceIp, forwarded), isProxy);

describe('the address that a request was sent from', () => {
  it.each([
    ['192.0.2.1', undefined],
    ['192.0.2.1', '10.0.0.1, 192.0.2.1'],
    ['2001:db8:2::1', '10.0.0.1'],
  ])('is the one that connects, %s, whatever the header says', (connecting, forwarded) => {
    expect(senderOf(connecting, forwarded)).toBe(connecting);
  });

  it('is the one that connects where the stage names no proxy', () => {
    expect(senderOf('198.51.100.7', '192.0.2.9, 198.51.100.7', proxiesIn([]))).toBe('198.51.100.7');
  });

  it.each([
    ['198.51.100.7', '192.0.2.9, 198.51.100.7', '192.0.2.9'],
    ['198.51.100.7', '192.0.2.9', '192.0.2.9'],
    ['203.0.113.200', ' 192.0.2.9 ,203.0.113.4, 203.0.113.200', '192.0.2.9'],
    ['2001:db8:1::5', '2001:db8:9::1, 2001:db8:1::5', '2001:db8:9::1'],
  ])('is what the proxy %s says of %s: %s', (connecting, forwarded, sender) => {
    expect(senderOf(connecting, forwarded)).toBe(sender);
  });

  it('is not one that the sender put before it', () => {
    expect(senderOf('198.51.100.7', '10.0.0.1, 192.0.2.9, 198.51.100.7')).toBe('192.0.2.9');
  });

  it.each([[undefined], [''], ['unknown'], ['192.0.2.9:4711'], ['198.51.100.7'], ['192.0.2.9, hidden']])(
    'is the proxy’s where its header holds %s',
    (forwarded) => {
      expect(senderOf('198.51.100.7', forwarded)).toBe('198.51.100.7');
    },
  );

  it('is not read by a list that holds anything but addresses and networks', () => {
    expect(() => proxiesIn(['proxy.example.cn'])).toThrow();
    expect(() => proxiesIn(['192.0.2.0/99'])).toThrow();
  });
});

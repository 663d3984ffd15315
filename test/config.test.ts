import { describe, expect, test } from 'vitest';
import { readConfig } from '../shared/config.ts';

const environment = {
  STAGE: 'local',
  TABLE_NAME: 'huiying',
  SHARDS_PER_LANE: '4',
  PUBLIC_ORIGIN: 'https://huiying.example.cn',
  OIDC_ISSUER: 'https://id.example.cn/',
  OIDC_AUDIENCE: 'huiying',
};

describe('the settings', () => {
  test('are read by name and typed', () => {
    expect(readConfig(['tableName', 'shardsPerLane', 'publicOrigin'], environment)).toEqual({
      tableName: 'huiying',
      shardsPerLane: 4,
      publicOrigin: 'https://huiying.example.cn',
    });
  });

  test('that a function does not ask for may be absent', () => {
    expect(() => readConfig(['tableName'], { TABLE_NAME: 'x' })).not.toThrow();
  });

  test('stretch no wait unless they say so', () => {
    expect(readConfig(['timeoutFactor'], {})).toEqual({ timeoutFactor: 1 });
    expect(readConfig(['timeoutFactor'], { TIMEOUT_FACTOR: '60' })).toEqual({ timeoutFactor: 60 });
  });

  test('name no proxy unless they say so', () => {
    expect(readConfig(['proxies'], {})).toEqual({ proxies: [] });
    expect(readConfig(['proxies'], { PROXIES: '192.0.2.1,198.51.100.0/24' })).toEqual({
      proxies: ['192.0.2.1', '198.51.100.0/24'],
    });
  });

  test('that are absent or wrong are named in one sentence, and their values are not', () => {
    const wrong = { ...environment, TABLE_NAME: '', SHARDS_PER_LANE: 'SECRET', PUBLIC_ORIGIN: undefined };
    const read = () => readConfig(['stage', 'tableName', 'shardsPerLane', 'publicOrigin'], wrong);
    expect(read).toThrow('settings absent or wrong: TABLE_NAME, SHARDS_PER_LANE, PUBLIC_ORIGIN');
  });

  test.each([
    ['SHARDS_PER_LANE', 'shardsPerLane', '0'],
    ['SHARDS_PER_LANE', 'shardsPerLane', '1.5'],
    ['SHARDS_PER_LANE', 'shardsPerLane', ''],
    ['PUBLIC_ORIGIN', 'publicOrigin', 'https://huiying.example.cn/'],
    ['PUBLIC_ORIGIN', 'publicOrigin', 'huiying.example.cn'],
    ['OIDC_ISSUER', 'oidcIssuer', 'issuer'],
    ['TIMEOUT_FACTOR', 'timeoutFactor', '0'],
  ] as const)('%s: %s may not be %j', (variable, name, value) => {
    expect(() => readConfig([name], { ...environment, [variable]: value })).toThrow(variable);
  });
});

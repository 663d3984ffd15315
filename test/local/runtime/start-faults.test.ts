import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRoom, clearDataDir, prepareDataDir } from '../../../infra/local/data-dir.ts';
import { openEventLog } from '../../../infra/local/event-log.ts';
import { listen } from '../../../infra/local/free-port.ts';
import { startGatewayBelowFreePort } from '../../../infra/local/gateway-port.ts';
import { openIssuerStore } from '../../../infra/local/issuer/store.ts';
import { sentenceOf } from '../../../infra/sentence-of.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

/** The sentence with which a start ends. */
const saidOf = (work: () => unknown): string => {
  try {
    work();
    return '';
  } catch (error) {
    return sentenceOf(error) ?? String(error);
  }
};

describe('a start names the file and the cure', () => {
  it.runIf(process.platform === 'linux')('where no directory can be made, at once', () => {
    expect(saidOf(() => prepareDataDir('/proc/x'))).toBe(
      '/proc/x does not exist and cannot be made. Name another.',
    );
  });

  it('where the data directory, or what leads to it, is a file', () => {
    const file = join(newDataDir(), 'file');
    writeFileSync(file, '');
    for (const dataDir of [file, join(file, 'below')]) {
      expect(saidOf(() => prepareDataDir(dataDir))).toContain(
        `${file} is a file, and the data needs a directory. Name another --data-dir.`,
      );
    }
  });

  it.each(['events.db', 'table.db', 'issuer.sqlite'])('where %s is no database', (name) => {
    const dataDir = newDataDir();
    writeFileSync(join(dataDir, name), 'no database at all');
    expect(saidOf(() => prepareDataDir(dataDir))).toContain(
      `${join(dataDir, name)} is not a database, or a broken one. Put a copy back, or start with --fresh`,
    );
    clearDataDir(dataDir);
    expect(saidOf(() => prepareDataDir(dataDir))).toBe('');
  });

  it('where a database is broken behind its header', () => {
    const dataDir = newDataDir();
    const broken = `SQLite format 3\0${'x'.repeat(5000)}`;
    for (const name of ['events.db', 'issuer.sqlite']) writeFileSync(join(dataDir, name), broken);
    expect(saidOf(() => openEventLog(dataDir))).toContain(`${join(dataDir, 'events.db')} is not a database`);
    expect(saidOf(() => openIssuerStore(dataDir))).toContain(`${join(dataDir, 'issuer.sqlite')} is not a`);
    clearDataDir(dataDir);
    expect(saidOf(() => prepareDataDir(dataDir))).toBe('');
  });

  it('where --fresh would delete folders that no start has made', () => {
    const dataDir = newDataDir();
    for (const name of ['build', 'photos', 'src']) mkdirSync(join(dataDir, name));
    writeFileSync(join(dataDir, 'photos', 'one.jpg'), '');
    expect(saidOf(() => clearDataDir(dataDir))).toContain(
      `${dataDir} is no data directory of an earlier start, and its photos, build would be deleted.`,
    );
    expect(readdirSync(dataDir).toSorted()).toEqual(['build', 'photos', 'src']);
    expect(existsSync(join(dataDir, 'photos', 'one.jpg'))).toBe(true);
    openEventLog(dataDir).close();
    clearDataDir(dataDir);
    expect(readdirSync(dataDir)).toEqual(['src']);
  });

  it('where a file and a directory are the wrong way round', () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'events.db'));
    expect(saidOf(() => prepareDataDir(dataDir))).toContain('events.db is a directory. Move it away');
    const other = newDataDir();
    writeFileSync(join(other, 'logs'), '');
    expect(saidOf(() => prepareDataDir(other))).toContain('logs is no directory. Move it away');
  });

  it.runIf(process.platform === 'linux')('where the disk is full', () => {
    const dataDir = newDataDir();
    symlinkSync('/dev/full', join(dataDir, 'events.db'));
    expect(saidOf(() => openEventLog(dataDir))).toContain('events.db');
  });

  it('where the disk has less room than a first start needs', () => {
    const dataDir = newDataDir();
    const mebibyte = 1024 * 1024;
    const sentence = `There is no room on the disk of ${dataDir}. Free some, or name another disk.`;
    expect(saidOf(() => checkRoom(dataDir, 24 * mebibyte - 1))).toBe(sentence);
    expect(saidOf(() => checkRoom(dataDir, 24 * mebibyte))).toBe('');
    mkdirSync(join(dataDir, 'build'));
    expect(saidOf(() => checkRoom(dataDir, mebibyte))).toBe('');
    expect(readdirSync(dataDir)).toEqual(['build']);
  });

  it('where its port is taken', async () => {
    const server = createServer();
    const port = await listen(server, 0);
    await expect(startGatewayBelowFreePort(port)).rejects.toThrow(
      `Port ${port} or ${port + 1} is taken. Choose another --port.`,
    );
    server.close();
  });
});

describe('an error of the system', () => {
  const failing = (properties: object) => Object.assign(new Error('failed'), properties);

  it.each([
    [
      'a file that may not be opened',
      { code: 'EACCES', path: '/data' },
      '/data may not be opened by this user.',
    ],
    ['a port of the system', { code: 'EACCES', port: 80 }, 'Port 80 may not be opened by this user.'],
    ['a full disk', { code: 'ENOSPC', path: '/data' }, 'There is no room on the disk of /data.'],
    ['a file in the way', { code: 'EEXIST', path: '/data' }, '/data exists and is not what is needed there.'],
    [
      'a service that is not running',
      { code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 },
      'Nothing answers at 127.0.0.1:1.',
    ],
  ])('is a sentence: %s', (_, properties, sentence) => {
    expect(sentenceOf(failing(properties))).toContain(sentence);
    expect(sentenceOf(new Error('outer', { cause: failing(properties) }))).toContain(sentence);
    expect(sentenceOf(new AggregateError([failing(properties)]))).toContain(sentence);
  });

  it('that is a defect has none, so that its stack trace is shown', () => {
    expect(sentenceOf(new TypeError('x is undefined'))).toBeUndefined();
    expect(sentenceOf('text')).toBeUndefined();
  });
});

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack();
const newDir = temporaryDirectories();
const here = resolve(import.meta.dirname, '../api-client');
const packages = resolve(import.meta.dirname, '../../../node_modules');
const story = join(here, 'lost-phone.ts');

const node = async (...words: readonly string[]): Promise<string> => {
  const ended = await promisify(execFile)(process.execPath, words).catch((error) => {
    // The compiler prints what is wrong to its standard output, which the error does not show.
    throw new Error(`${error.stdout}${error.stderr}`);
  });
  return ended.stdout;
};

/** The compiler settings of the project, with the types of the API under the name that the story imports. */
const settings = (types: string) => ({
  extends: resolve(here, '../../../tsconfig.json'),
  compilerOptions: {
    lib: ['es2024', 'dom'],
    typeRoots: [join(packages, '@types')],
    paths: { 'huiying-api': [types] },
  },
  include: [],
  exclude: [],
  files: [story],
});

it('a client made from the served document compiles, and plays the story of a lost phone', async () => {
  const dir = newDir();
  const document = join(dir, 'openapi.json');
  const { text, body } = await client.ask('GET /openapi.json');
  await writeFile(document, text);

  const types = join(dir, 'huiying-api.d.ts');
  const maker = join(packages, 'openapi-typescript/bin/cli.js');
  await node('--import', join(here, 'older-compiler.ts'), maker, document, '--output', types);
  const project = join(dir, 'tsconfig.json');
  await writeFile(project, JSON.stringify(settings(types)));
  await node(join(packages, 'typescript/bin/tsc'), '--project', project);

  expect(body.servers).toEqual([{ url: run.origin, description: 'This server' }]);
  // Not a literal, so that the project's own compilation, which has no such types, does not follow it.
  const { lostPhone } = await import(story);
  const told = await lostPhone(body.servers[0].url, await client.tokenOf('officer'), trackingToken(71));
  expect(told.steps).toEqual([
    ['reportCase', 201],
    ['trackCase', 200],
    ['getMe', 200],
    ['listCases', 200],
    ['moveCase', 200],
    ['moveCase', 200],
    ['moveCase', 200],
    ['changed-meanwhile', 412],
    ['rateCase', 200],
    ['reopenCase', 200],
    ['explainClock', 200],
    ['trackCase', 200],
  ]);
  expect(told.lastStatus).toBe('reopened');
  expect(told.clocks).toContain('respond');
});

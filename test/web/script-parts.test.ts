import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtScript, openCase, openForm, reportedByForm, residents, sendForm } from './pages.ts';

const folders = ['web/resident/script', 'web/resident/current'];
const scripts = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
);

const found = (pattern: RegExp): readonly string[] =>
  scripts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name));

/** The ids and fields that scripts look for. A script skips a missing element, so no error would reveal a wrong id. */
const ids = [
  ...found(/getElementById\('([\w-]+)'\)/g),
  ...found(/['`]#(?!fff\b)([a-z][\w-]*)/g),
  ...found(/const id of \[([^\]]+)\]/g).flatMap((list) => list.match(/[\w-]+/g) ?? []),
];
const fields = found(/input\[name=(\w+)\]/g);

test('every element that a script looks for exists on a page', async () => {
  const rig = await residents(builtScript);
  const token = await reportedByForm(rig);
  const pages = await Promise.all([
    openForm(rig),
    sendForm(rig, {}),
    openCase(rig, token),
    rig.ask('GET /receipt'),
  ]);
  const shown = pages.map(({ text }) => text.replace(/<script>.*?<\/script>/s, '')).join('');
  expect(ids).toEqual(
    expect.arrayContaining(['actions', 'errors', 'found', 'kept', 'news', 'send', 'so-far']),
  );
  expect(ids.filter((id) => !shown.includes(` id="${id}"`))).toEqual([]);
  expect(fields).toEqual(expect.arrayContaining(['proofOfWork', 'token']));
  expect(fields.filter((name) => !shown.includes(` name="${name}"`))).toEqual([]);
});

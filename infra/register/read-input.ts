import { readFileSync } from 'node:fs';

/** What the operator can do about a file that cannot be read, by the code of the error. */
const sentences: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file ${path}.`,
  ENOTDIR: (path) => `There is no file ${path}.`,
  EISDIR: (path) => `${path} is a directory. Name the file in it.`,
  EACCES: (path) => `${path} may not be read by this user.`,
};

/** Reads the file that an option names. Throws an error with a sentence when there is none, or nothing in it. */
export function readInput(option: string, path: string): string {
  if (path === '') throw new Error(`--${option} needs the name of a file.`);
  const content = contentOf(path);
  if (content.trim() === '') throw new Error(`${path} is empty.`);
  return content;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
    throw sentence === undefined ? error : new Error(sentence(path));
  }
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type CodecFile, codecFiles } from '../shared/adapters/image-sanitizer/codecs.ts';

const { resolve } = createRequire(import.meta.url);

/** Reads a codec's file from node_modules. */
export const readCodec = (file: CodecFile): Promise<Uint8Array> => readFile(resolve(codecFiles[file]));

/** The codec files, which the build copies next to the bundle of the photos function. */
export const codecFilesToCopy = Object.fromEntries(
  (Object.keys(codecFiles) as CodecFile[]).map((file) => [file, () => readCodec(file)]),
);

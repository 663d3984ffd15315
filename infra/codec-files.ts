import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type CodecFile, codecFiles } from '../shared/adapters/image-sanitizer/codecs.ts';

const { resolve } = createRequire(import.meta.url);

/** A codec's file as it was installed. */
export const readCodec = (file: CodecFile): Promise<Uint8Array> => readFile(resolve(codecFiles[file]));

/** The codecs, and where each comes from; they stand beside the bundle of the function that opens photos. */
export const codecFilesToCopy = Object.fromEntries(
  (Object.keys(codecFiles) as CodecFile[]).map((file) => [file, () => readCodec(file)]),
);

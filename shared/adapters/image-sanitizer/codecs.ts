import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePng, { init as initPng } from '@jsquash/png/decode.js';
import resize, { initResize } from '@jsquash/resize';
import decodeWebp, { init as initWebpDecoder } from '@jsquash/webp/decode.js';
import { once } from '../once.ts';
import type { Picture } from './inspect.ts';
import type { PictureKind } from './picture-outline.ts';

/** RGBA pixels, four bytes each. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** The codecs are WebAssembly: a malicious file that exploits one still reaches neither files nor network. */
export const codecFiles = {
  'mozjpeg_dec.wasm': '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  'mozjpeg_enc.wasm': '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  'squoosh_png_bg.wasm': '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
  'webp_dec.wasm': '@jsquash/webp/codec/dec/webp_dec.wasm',
  'squoosh_resize_bg.wasm': '@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm',
} as const;
export type CodecFile = keyof typeof codecFiles;

export interface Codecs {
  /** Decodes a picture and rotates it by its EXIF orientation. Throws when the file cannot be decoded. */
  open(picture: Picture): Promise<Pixels>;
  /** Takes opaque pixels: transparency is not weighed. */
  shrink(pixels: Pixels, size: Pick<Pixels, 'width' | 'height'>): Promise<Pixels>;
  /** Encodes pixels as a JPEG without metadata. `quality` in percent. */
  write(pixels: Pixels, quality: number): Promise<Uint8Array>;
}

/** Loads codecs from their files; each is compiled when first needed. */
export function codecs(read: (file: CodecFile) => Promise<Uint8Array>): Codecs {
  const compiled = Object.fromEntries(
    (Object.keys(codecFiles) as CodecFile[]).map((file) => [
      file,
      once(async () => WebAssembly.compile((await read(file)) as Uint8Array<ArrayBuffer>)),
    ]),
  ) as Readonly<Record<CodecFile, () => Promise<WebAssembly.Module>>>;

  const openers: Readonly<Record<PictureKind, (bytes: ArrayBuffer) => Promise<Pixels>>> = {
    async jpg(bytes) {
      // A broken file can crash the decoder, so each picture gets a new instance without the memory of an earlier one.
      await initJpegDecoder(emscriptenOptions(await compiled['mozjpeg_dec.wasm']()));
      return decodeJpeg(bytes, { preserveOrientation: true });
    },
    async png(bytes) {
      await initPng(await compiled['squoosh_png_bg.wasm']());
      return decodePng(bytes);
    },
    async webp(bytes) {
      await initWebpDecoder(emscriptenOptions(await compiled['webp_dec.wasm']()));
      return decodeWebp(bytes);
    },
  };

  return {
    open: ({ kind, bytes }) => openers[kind](new Uint8Array(bytes).buffer),
    async shrink(pixels, size) {
      await initResize(await compiled['squoosh_resize_bg.wasm']());
      return resize(pixels as ImageData, { ...size, ...shrinking });
    },
    async write(pixels, quality) {
      await initJpegEncoder(emscriptenOptions(await compiled['mozjpeg_enc.wasm']()));
      return new Uint8Array(await encodeJpeg(pixels as ImageData, { quality }));
    },
  };
}

/**
 * Bytes are averaged as they are, as browsers do. In linear light the whole picture would first be unpacked into four
 * floating-point numbers a pixel, 390 MB for the largest.
 */
const shrinking = { method: 'catrom', linearRGB: false, premultiply: false } as const;

/** Options for Emscripten: start from a compiled module, print nothing about the file, and throw on exit. */
const emscriptenOptions = (module: WebAssembly.Module) => ({
  instantiateWasm(imports: WebAssembly.Imports, started: (instance: WebAssembly.Instance) => void) {
    const instance = new WebAssembly.Instance(module, imports);
    started(instance);
    return instance.exports;
  },
  print: () => undefined,
  printErr: () => undefined,
  quit(_status: number, error: Error) {
    throw error;
  },
});

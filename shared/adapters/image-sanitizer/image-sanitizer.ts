import type { ImageSanitizer } from '../../cases/photos/image-sanitizer.ts';
import type { Codecs, Pixels } from './codecs.ts';
import { inspect } from './inspect.ts';

/** In pixels; a number plate stays readable on a screen. */
const SIDE_MAX = 1600;
const BYTES_MAX = 400 * 1024;
/** Encoding qualities in percent: the first whose result is small enough is used, else the last. */
const qualities = [78, 62, 45] as const;

/** Encodes a new picture from the file's pixels, so that all metadata (location, time, camera) is dropped. */
export const imageSanitizer = ({ open, shrink, write }: Codecs): ImageSanitizer => ({
  async sanitize(bytes) {
    const picture = inspect(bytes);
    if (typeof picture === 'string') return { fault: picture };
    const opened = await open(picture).catch(() => undefined);
    if (opened === undefined) return { fault: 'undecodable' };
    layOnWhite(opened);
    const scale = SIDE_MAX / Math.max(opened.width, opened.height);
    const fitting = scale < 1 ? await shrink(opened, scaled(opened, scale)) : opened;
    let jpeg = new Uint8Array();
    for (const quality of qualities) {
      jpeg = new Uint8Array(await write(fitting, quality));
      if (jpeg.length <= BYTES_MAX) break;
    }
    return { jpeg };
  },
});

/**
 * A JPEG has no transparency, and below a transparent pixel lies a colour that its sender has not seen, such as that of
 * a part that was erased. Changed in place, because a copy of a large picture takes a hundred megabytes.
 */
function layOnWhite({ data }: Pixels): void {
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at] ?? 255;
    if (alpha === 255) continue;
    for (let part = at - 3; part < at; part += 1)
      data[part] = 255 + (((data[part] ?? 255) - 255) * alpha) / 255;
    data[at] = 255;
  }
}

const scaled = ({ width, height }: Pixels, scale: number) => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

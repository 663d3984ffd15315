import { orientationIn } from './orientation.ts';

const SIDE_MAX = 1600;
const BYTES_MAX = 400 * 1024;
/** The first that is small enough is taken; the last is taken in any case. */
const QUALITIES = [0.8, 0.6, 0.4];

/** Makes a photo small enough for one bar of signal. Nothing but pixels is left of it. */
export function shrink(file: Blob): Promise<Blob> {
  const address = URL.createObjectURL(file);
  const end = () => URL.revokeObjectURL(address);
  const shrunk = Promise.all([loaded(address), turnOf(file)]).then((both) =>
    written(drawn(both[0], both[1]), 0),
  );
  shrunk.then(end, end);
  return shrunk;
}

const loaded = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('no picture'));
    image.src = address;
  });

/** Browsers since 2020 stand a photo upright by themselves; those before draw it as the telephone was held. */
const turnOf = (file: Blob): Promise<number> =>
  CSS.supports('image-orientation', 'from-image') ? Promise.resolve(1) : orientationIn(file);

/** How a canvas is turned for each way to hold a telephone, given the width and height of the drawing. */
const turns: Readonly<
  Record<number, (w: number, h: number) => readonly [number, number, number, number, number, number]>
> = {
  2: (w) => [-1, 0, 0, 1, w, 0],
  3: (w, h) => [-1, 0, 0, -1, w, h],
  4: (_, h) => [1, 0, 0, -1, 0, h],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (_, h) => [0, 1, -1, 0, h, 0],
  7: (w, h) => [0, -1, -1, 0, h, w],
  8: (w) => [0, -1, 1, 0, 0, w],
};

function drawn(image: HTMLImageElement, turn: number): HTMLCanvasElement {
  const scale = Math.min(1, SIDE_MAX / Math.max(image.naturalWidth, image.naturalHeight));
  const width = Math.max(1, Math.round(image.naturalWidth * scale));
  const height = Math.max(1, Math.round(image.naturalHeight * scale));
  const canvas = document.createElement('canvas');
  const isOnSide = turn > 4;
  canvas.width = isOnSide ? height : width;
  canvas.height = isOnSide ? width : height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  // What is clear in a drawing would turn black in a photo.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const turned = turns[turn];
  if (turned !== undefined) context.transform.apply(context, turned(width, height) as never);
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

const written = (canvas: HTMLCanvasElement, step: number): Promise<Blob> =>
  new Promise<Blob>((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)),
      'image/jpeg',
      QUALITIES[step],
    );
  }).then((blob) =>
    blob.size > BYTES_MAX && step + 1 < QUALITIES.length ? written(canvas, step + 1) : blob,
  );

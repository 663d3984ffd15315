import { orientationIn } from './orientation.ts';

const SIDE_MAX = 1600;
const BYTES_MAX = 400 * 1024;
/** Encoding qualities: the first whose result is small enough is used, else the last. */
const QUALITIES = [0.8, 0.6, 0.4];

/** Shrinks a photo for a weak connection. Only its pixels are kept, no metadata. */
export function shrink(file: Blob): Promise<Blob> {
  const address = URL.createObjectURL(file);
  const end = () => URL.revokeObjectURL(address);
  const shrunk = Promise.all([loadImage(address), rotationOf(file)]).then((both) =>
    encode(drawToCanvas(both[0], both[1]), 0),
  );
  shrunk.then(end, end);
  return shrunk;
}

const loadImage = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('no picture'));
    image.src = address;
  });

/** The rotation to apply. Browsers since 2020 rotate photos by their EXIF orientation themselves; older ones do not. */
const rotationOf = (file: Blob): Promise<number> =>
  CSS.supports('image-orientation', 'from-image') ? Promise.resolve(1) : orientationIn(file);

/** The canvas transform for each EXIF orientation, given the width and height of the drawing. */
const transforms: Readonly<
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

function drawToCanvas(image: HTMLImageElement, orientation: number): HTMLCanvasElement {
  const scale = Math.min(1, SIDE_MAX / Math.max(image.naturalWidth, image.naturalHeight));
  const width = Math.max(1, Math.round(image.naturalWidth * scale));
  const height = Math.max(1, Math.round(image.naturalHeight * scale));
  const canvas = document.createElement('canvas');
  const isSideways = orientation > 4;
  canvas.width = isSideways ? height : width;
  canvas.height = isSideways ? width : height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  // Transparent pixels would become black in a JPEG.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const transform = transforms[orientation];
  if (transform !== undefined) context.transform.apply(context, transform(width, height) as never);
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

const encode = (canvas: HTMLCanvasElement, step: number): Promise<Blob> =>
  new Promise<Blob>((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)),
      'image/jpeg',
      QUALITIES[step],
    );
  }).then((blob) => (blob.size > BYTES_MAX && step + 1 < QUALITIES.length ? encode(canvas, step + 1) : blob));

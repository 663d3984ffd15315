const HEAD_BYTES = 65_536;

/** Reads the EXIF orientation (1 to 8) of a JPEG; 1 when there is none. */
export const orientationIn = (file: Blob): Promise<number> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      try {
        resolve(read(new DataView(reader.result as ArrayBuffer)));
      } catch {
        resolve(1);
      }
    };
    reader.onerror = () => resolve(1);
    reader.readAsArrayBuffer(file.slice(0, HEAD_BYTES));
  });

function read(view: DataView): number {
  if (view.getUint16(0) !== 0xffd8) return 1;
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966) return inTiff(view, at + 10);
  }
  return 1;
}

function inTiff(view: DataView, start: number): number {
  const isLittle = view.getUint16(start) === 0x4949;
  const first = start + view.getUint32(start + 4, isLittle);
  const count = view.getUint16(first, isLittle);
  for (let n = 0; n < count; n += 1) {
    const entry = first + 2 + n * 12;
    if (view.getUint16(entry, isLittle) === 0x0112) return view.getUint16(entry + 8, isLittle);
  }
  return 1;
}

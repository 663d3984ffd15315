/** A picture as a file that somebody picks. */
export const pictureFile = (bytes: Uint8Array) => ({
  ...{ name: 'IMG_0001.JPG', mimeType: 'image/jpeg' },
  buffer: Buffer.from(bytes),
});

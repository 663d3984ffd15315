import { constant, type Html, html } from '../html.ts';

/** A QR code as one SVG drawing, sharp at any size. */
export function qrCode(rows: readonly (readonly boolean[])[], label: string): Html {
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const size = rows.length;
  return html`<div class="qr" role="img" aria-label="${label}"><svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${constant(path.join(''))}"/></svg></div>`;
}

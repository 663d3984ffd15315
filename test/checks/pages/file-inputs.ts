import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';
import { kindOf } from '../render.ts';

/** WeChat offers both the camera and the album only for `accept="image/*"` without `multiple` or `capture`. */
export const fileInputs = pageCheck({
  number: 27,
  title: 'File fields that WeChat gets wrong',
  bar: atMost(0),
  // Its field takes a receipt, which is no image.
  appliesTo: (render) => kindOf(render) !== 'receipt-check',
  async measure({ html }) {
    const fields = html.match(/<input[^>]*type="?file[^>]*>/g) ?? [];
    const faults = fields.filter(
      (field) => !field.includes('accept="image/*"') || /\s(multiple|capture)\b/.test(field),
    );
    return { value: faults.length, faults };
  },
});

import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';
import { kindOf } from '../render.ts';

/** Only so does WeChat offer both the camera and the photo store. */
export const fileInputs = pageCheck({
  number: 27,
  title: 'File fields that WeChat gets wrong',
  bar: atMost(0),
  // A receipt is a file and no picture.
  concerns: (render) => kindOf(render) !== 'receipt-check',
  async measure({ html }) {
    const fields = html.match(/<input[^>]*type="?file[^>]*>/g) ?? [];
    const faults = fields.filter(
      (field) => !field.includes('accept="image/*"') || /\s(multiple|capture)\b/.test(field),
    );
    return { value: faults.length, faults };
  },
});

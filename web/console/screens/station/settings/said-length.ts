import { say } from '../../../text/words.ts';
import { isObject } from './content.ts';
import { type HoursName, units } from './field.ts';
import { settingsWords } from './settings-words.ts';

/** `4 小时（上班时间）`, `1 个工作日`: a length, and the hours in which it runs. */
export function saidLength(value: unknown, hours: HoursName): string {
  const { lengths, within, form } = settingsWords();
  const unit = units.find((one) => isObject(value) && one in value);
  const amount = unit !== undefined && isObject(value) ? value[unit] : undefined;
  if (unit === undefined || amount === '' || amount === 0 || amount === null) return form.endless;
  if (typeof amount !== 'number') return String(amount);
  if (unit === 'days' && hours === 'office') return say(lengths.workingDays, { n: amount });
  return say(lengths[unit], { n: amount }) + within[hours];
}

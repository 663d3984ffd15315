import { words } from '../../../text/words.ts';
import { type Content, valueAt } from './content.ts';
import { saidValue } from './said.ts';
import { settingsWords } from './settings-words.ts';

/** From Monday on, as days of the week are numbered. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** A plain week: from when to when it is open on each day, with lunch between two spans. */
export function WeekTable({ content }: { readonly content: Content }) {
  const { calendar } = settingsWords();
  const { weekdays } = words().time;
  const [office, duty] = [hoursIn(content, 'office'), hoursIn(content, 'duty')];
  return (
    <>
      <h3 id="set-week">{calendar.week}</h3>
      <table class="figures set-table" aria-labelledby="set-week">
        <thead>
          <tr>
            <th scope="col">{calendar.day}</th>
            <th scope="col">{calendar.office}</th>
            <th scope="col">{calendar.duty}</th>
          </tr>
        </thead>
        <tbody>
          {WEEK.map((day) => (
            <tr key={day}>
              <th scope="row">{weekdays[day]}</th>
              <td>{day === 0 || day === 6 ? calendar.closed : office}</td>
              <td>{duty}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function hoursIn(content: Content, name: 'office' | 'duty'): string {
  const spans = valueAt(content, `hours.${name}`);
  const said = (Array.isArray(spans) ? spans : []).map((span) =>
    saidValue({ path: '', label: '', kind: 'span' }, span),
  );
  return said.join(' ') || settingsWords().calendar.closed;
}

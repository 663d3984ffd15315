import { hrefOf, type Route, route, settingsKinds, settingsOf } from '../../../route.ts';
import { words } from '../../../text/words.ts';
import { settingsWords } from './settings-words.ts';

/** The ways between the screens on which a station is set up; each is a screen of its own. */
export function SettingsTabs() {
  const { templates, roster } = words();
  const { tabs, kinds } = settingsWords();
  const here = hrefOf(route.value);
  const links: readonly (readonly [Route, string])[] = [
    ...settingsKinds.map((kind) => [settingsOf(kind), kinds[kind]] as const),
    [{ screen: 'templates' }, templates.title],
    [{ screen: 'people' }, roster.title],
  ];
  return (
    <nav class="tabs" aria-label={tabs}>
      {links.map(([to, label]) => (
        <a key={label} href={hrefOf(to)} aria-current={hrefOf(to) === here ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}

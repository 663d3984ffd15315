import { station as stationNow } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { hrefOf, type Route, settingsOf } from '../../route.ts';
import { words } from '../../text/words.ts';
import { Account } from './account.tsx';

/** What belongs to no case: who is signed in, and one link to each screen of the station. */
export function StationScreen() {
  const { station } = words();
  const mayReadSettings = stationNow().me.role !== 'guard';
  const links: readonly (readonly [Route, string, string])[] = [
    [{ screen: 'people' }, station.people, station.peopleHint],
    [{ screen: 'places' }, station.places, station.placesHint],
    [{ screen: 'templates' }, station.templates, station.templatesHint],
    [{ screen: 'faq' }, station.faq, station.faqHint],
    ...(mayReadSettings ? [[settingsOf(), station.settings, station.settingsHint] as const] : []),
  ];
  return (
    <main class="wrap narrow" id="main" tabIndex={-1}>
      <h1>{station.title}</h1>
      <ul class="doors">
        {links.map(([to, title, hint]) => (
          <li key={to.screen}>
            <a href={hrefOf(to)}>
              <span>
                <b>{title}</b>
                <small>{hint}</small>
              </span>
              <Icon of="forward" />
            </a>
          </li>
        ))}
      </ul>
      <Account />
    </main>
  );
}

/** The way back from a screen of the station. */
export const BackToStation = () => (
  <p>
    <a class="back" href={hrefOf({ screen: 'station' })}>
      <Icon of="back" />
      {words().station.title}
    </a>
  </p>
);

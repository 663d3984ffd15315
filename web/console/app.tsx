import { untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask, isOnline } from './api/api.ts';
import { keptMoves } from './api/kept-moves.ts';
import { useLive } from './api/live.ts';
import { resumeMoves } from './api/moves.ts';
import type { Me, Problem, ShownBrief } from './api/shapes.ts';
import { loadStation, stationData } from './api/station.ts';
import { Icon, type Sign } from './components/icon.tsx';
import { later } from './components/later.tsx';
import { Dialog, ProblemNote, Progress } from './components/parts.tsx';
import { KeySheet } from './key-sheet.tsx';
import { RefusedMoves } from './refused-moves.tsx';
import { boardOf, hrefOf, type Route, route, statsOf } from './route.ts';
import { BoardScreen } from './screens/board/board-screen.tsx';
import { beginDrafts } from './session/drafts.ts';
import { session } from './session/session.ts';
import { SignOut } from './session/sign-out.tsx';
import { setTime } from './text/times.ts';
import { changeLanguage, say, words } from './text/words.ts';

const screens = {
  case: later(async () => (await import('./screens/case/case-screen.tsx')).CaseScreen),
  search: later(async () => (await import('./screens/search-screen.tsx')).SearchScreen),
  new: later(async () => (await import('./screens/walk-in-screen.tsx')).WalkInScreen),
  brief: later(async () => (await import('./screens/brief-screen.tsx')).BriefScreen),
  station: later(async () => (await import('./screens/station/station-screen.tsx')).StationScreen),
  people: later(async () => (await import('./screens/station/people-screen.tsx')).PeopleScreen),
  places: later(async () => (await import('./screens/station/places-screen.tsx')).PlacesScreen),
  templates: later(async () => (await import('./screens/station/templates-screen.tsx')).TemplatesScreen),
  faq: later(async () => (await import('./screens/faq/faq-screen.tsx')).FaqScreen),
  settings: later(
    async () => (await import('./screens/station/settings/settings-screen.tsx')).SettingsScreen,
  ),
  stats: later(async () => (await import('./screens/stats/stats-screen.tsx')).StatsScreen),
};

/** The console: the sign-in, or the shell with the screen of the address. */
export function App({ failed }: { readonly failed: string | undefined }) {
  return session.value === 'none' ? <SignInPage failed={failed} /> : <SignedIn />;
}

function SignInPage({ failed }: { readonly failed: string | undefined }) {
  const { shell } = words();
  const problem = useSignal(failed);
  const begin = async (): Promise<void> => {
    const { beginSignIn } = await import('./session/sign-in.ts');
    await beginSignIn().catch(() => {
      problem.value = shell.unreachable;
    });
  };
  return (
    <main class="door" id="main">
      <div class="plate">
        <h1 class="plate-name">{shell.product}</h1>
      </div>
      <p>{shell.signInWhy}</p>
      {problem.value !== undefined && (
        <p class="alert" role="alert">
          {say(shell.signInFailed, { reason: problem.value })}
        </p>
      )}
      <p>
        <button type="button" class="btn btn-main btn-big" onClick={begin}>
          {shell.signIn}
        </button>
      </p>
      <p>
        <button type="button" class="btn btn-quiet" onClick={changeLanguage}>
          {shell.otherLanguage}
        </button>
      </p>
    </main>
  );
}

/** So often the service is asked for its time: its clock is not this machine's. */
const TIME_MS = 60_000;
const TITLE_MS = 60_000;

function SignedIn() {
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  useSignalEffect(() => {
    if (session.value !== 'signed-in' || stationData.peek() !== undefined) return;
    void untracked(loadStation).then((wrong) => {
      if (wrong === undefined) {
        const { me } = stationData.peek() ?? {};
        if (me === undefined) return;
        setTime(me.now);
        beginDrafts(me.person);
        resumeMoves();
      }
      problem.value =
        wrong?.kind === 'problem' ? wrong.problem : wrong === undefined ? undefined : 'unreachable';
    });
  });
  useSignalEffect(() => {
    if (stationData.value === undefined) return undefined;
    const timer = setInterval(async () => {
      if (document.hidden || session.peek() !== 'signed-in') return;
      const answer = await ask<Me>('GET', '/v1/me', { etag: '' });
      if (answer.kind === 'done') setTime(answer.body.now);
    }, TIME_MS);
    return () => clearInterval(timer);
  });
  const { shell } = words();
  if (stationData.value !== undefined) return <Shell />;
  if (session.value === 'expired') return <Expired />;
  return (
    <main class="door" id="main">
      {problem.value === undefined ? (
        <p class="hint">{shell.loading}</p>
      ) : (
        <>
          {problem.value === 'unreachable' ? (
            <p class="alert" role="alert">
              {shell.unreachable}
            </p>
          ) : problem.value.status === 403 || problem.value.status === 404 ? (
            <p class="alert" role="alert">
              {shell.notAllowed}
            </p>
          ) : (
            <ProblemNote problem={problem.value} />
          )}
          <button type="button" class="btn" onClick={() => location.reload()}>
            {shell.again}
          </button>{' '}
          <SignOut />
        </>
      )}
    </main>
  );
}

function Expired() {
  const { shell } = words();
  const begin = async (): Promise<void> => {
    const { beginSignIn } = await import('./session/sign-in.ts');
    await beginSignIn().catch(() => undefined);
  };
  return (
    <Dialog title={shell.expired}>
      <p>{shell.expiredHint}</p>
      <p class="row">
        <button type="button" class="btn btn-main" onClick={begin}>
          {shell.signIn}
        </button>
        <SignOut />
      </p>
    </Dialog>
  );
}

/** The screens that the menu's entry of the station leads to. */
const stationScreens: readonly Route['screen'][] = ['people', 'places', 'templates', 'faq', 'settings'];

interface MenuItem {
  readonly to: Route;
  readonly sign: Sign;
  readonly label: string;
}

function Shell() {
  const { shell } = words();
  const { screen } = route.value;
  const { role } = stationData.value?.me ?? {};
  const menu: readonly MenuItem[] = [
    { to: boardOf('mine'), sign: 'list', label: shell.board },
    { to: { screen: 'search' }, sign: 'search', label: shell.search },
    ...(role === 'auditor' ? [] : [{ to: { screen: 'new' }, sign: 'plus', label: shell.walkIn } as const]),
    { to: { screen: 'brief' }, sign: 'sun', label: shell.brief },
    ...(role === 'guard' ? [] : [{ to: statsOf(), sign: 'bars', label: shell.stats } as const]),
    { to: { screen: 'station' }, sign: 'people', label: shell.station },
  ];
  const isHere = ({ to }: MenuItem): boolean =>
    to.screen === screen ||
    (to.screen === 'board' && screen === 'case') ||
    (to.screen === 'station' && stationScreens.includes(screen));
  const Screen = screen === 'board' ? undefined : screens[screen];
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {shell.skip}
      </button>
      <Progress />
      <Title />
      <nav class="nav" aria-label={shell.menu}>
        {menu.map((item) => (
          <a key={item.sign} href={hrefOf(item.to)} aria-current={isHere(item) ? 'page' : undefined}>
            <Icon of={item.sign} />
            {item.label}
          </a>
        ))}
      </nav>
      <Connection />
      <RefusedMoves />
      {Screen === undefined ? <BoardScreen /> : <Screen />}
      <KeySheet />
      {session.value === 'expired' && <Expired />}
    </>
  );
}

/** What the tab is called: how many are overdue, and the screen. Of a case it says nothing, since browsers keep titles. */
function Title() {
  const { shell, roster, places, templates, faq, settings } = words();
  const { data } = useLive<ShownBrief>('/v1/office/brief', TITLE_MS).value;
  const { screen } = route.value;
  const name = {
    board: shell.board,
    case: shell.caseTitle,
    search: shell.search,
    new: shell.walkIn,
    brief: shell.brief,
    stats: shell.stats,
    station: shell.station,
    people: roster.title,
    places: places.title,
    templates: templates.title,
    faq: faq.title,
    settings: settings.title,
  }[screen];
  const overdue = data?.overdue ?? 0;
  const title = `${overdue > 0 ? `(${overdue}) ` : ''}${name} · ${shell.product}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}

/** Says that there is no network, and how much waits for it. */
function Connection() {
  const { shell } = words();
  const waiting = keptMoves.value.length;
  if (isOnline.value && waiting === 0) return null;
  return (
    <p class="offline" role="status">
      {!isOnline.value && shell.offline} {waiting > 0 && say(shell.waiting, { count: waiting })}
    </p>
  );
}

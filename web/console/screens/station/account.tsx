import { personName, station } from '../../api/station.ts';
import { isKeySheetOpen } from '../../key-sheet.tsx';
import { SignOut } from '../../session/sign-out.tsx';
import { changeLanguage, words } from '../../text/words.ts';

/** Who is signed in, the language, and the way out. */
export function Account() {
  const { shell, roles } = words();
  const { me } = station();
  return (
    <section class="panel" aria-labelledby="account">
      <h2 id="account">
        {personName(me.person)} <span class="hint">{roles[me.role]}</span>
      </h2>
      <p class="row">
        <SignOut />
        <button type="button" class="btn btn-quiet" onClick={changeLanguage}>
          {shell.otherLanguage}
        </button>
        <button
          type="button"
          class="btn btn-quiet"
          onClick={() => {
            isKeySheetOpen.value = true;
          }}
        >
          {shell.keys}
        </button>
      </p>
      <p class="hint">{shell.theme}</p>
    </section>
  );
}

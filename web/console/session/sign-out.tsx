import { unsentCount } from '../api/kept-moves.ts';
import { forgetAnswers } from '../api/live.ts';
import { say, words } from '../text/words.ts';
import { forgetDrafts } from './drafts.ts';
import { dropTokens } from './session.ts';

/** Ends the session, and leaves nothing of the person on the machine. */
export function SignOut() {
  const { shell } = words();
  const leave = async (): Promise<void> => {
    const count = unsentCount();
    if (count > 0 && !confirm(say(shell.leaveUnsent, { count }))) return;
    // Before anything is loaded: without a network nothing of the person may stay either.
    const idToken = dropTokens()?.idToken;
    forgetDrafts();
    forgetAnswers();
    try {
      const { signOutAtIssuer } = await import('./sign-in.ts');
      await signOutAtIssuer(idToken);
    } catch {
      location.reload();
    }
  };
  return (
    <button type="button" class="btn btn-quiet" onClick={leave}>
      {shell.signOut}
    </button>
  );
}

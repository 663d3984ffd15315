import { words } from '../../text/words.ts';

/** Says that somebody changed what a form was begun from, and asks to look at it before the form is sent. */
export function Behind({ accept }: { readonly accept: () => void }) {
  const { station } = words();
  return (
    <div class="alert" role="alert">
      <p>{station.moved}</p>
      <button type="button" class="btn btn-s" onClick={accept}>
        {station.movedSeen}
      </button>
    </div>
  );
}

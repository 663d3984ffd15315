import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { photoAddress } from '../../api/api.ts';
import type { OfficeCase } from '../../api/shapes.ts';
import { Dialog } from '../../components/parts.tsx';
import { moment } from '../../text/times.ts';
import { words } from '../../text/words.ts';
import type { ShownCase } from './shown-case.ts';

/** The photos of the case. One whose looks go on record is loaded only when somebody asks for it. */
export function Photos({ found }: ShownCase) {
  const { case: sentences } = words();
  if (found.photos.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="photos">
      <h2 id="photos">{sentences.photos}</h2>
      <ul class="shots">
        {found.photos.map((photo) => (
          <Photo key={photo.photo} photo={photo} found={found} />
        ))}
      </ul>
    </section>
  );
}

function Photo({
  photo: { photo, state, hidden, onRecord, at },
  found,
}: {
  readonly photo: OfficeCase['photos'][number];
  readonly found: OfficeCase;
}) {
  const { case: sentences, shell } = words();
  const address = useSignal<string | undefined>(undefined);
  const isLarge = useSignal(false);
  const path = `/v1/office/cases/${found.caseId}/photos/${photo}`;
  const isReadable = state === 'kept' && hidden === undefined;
  const loading = useRef<Promise<void> | undefined>(undefined);
  const isGone = useRef(false);
  const loadOnce = async (): Promise<void> => {
    const bytes = await photoAddress(path);
    if (bytes !== undefined && isGone.current) URL.revokeObjectURL(bytes);
    else address.value = bytes;
    // What failed may be asked for again.
    if (bytes === undefined) loading.current = undefined;
  };
  const load = (): Promise<void> => {
    loading.current ??= loadOnce();
    return loading.current;
  };
  useEffect(() => {
    if (isReadable && !onRecord) void load();
  }, [isReadable, onRecord]);
  useEffect(
    () => () => {
      isGone.current = true;
      const shown = address.peek();
      if (shown !== undefined) URL.revokeObjectURL(shown);
    },
    [],
  );
  if (!isReadable) {
    return <li class="hint">{hidden ? sentences.sealed : sentences.photoStates[state]}</li>;
  }
  return (
    <li>
      <button
        type="button"
        class="shot"
        onClick={() => void load().then(() => (isLarge.value = address.value !== undefined))}
      >
        {address.value === undefined ? (
          onRecord ? (
            sentences.openPhoto
          ) : (
            sentences.showPhoto
          )
        ) : (
          <img src={address.value} alt={`${sentences.showPhoto} · ${moment(at)}`} />
        )}
      </button>
      {isLarge.value && (
        <Dialog title={`${sentences.photos} · ${moment(at)}`} onClose={() => (isLarge.value = false)}>
          <img class="large-photo" src={address.value} alt={sentences.photos} />
          <p>
            <button type="button" class="btn btn-main" onClick={() => (isLarge.value = false)}>
              {shell.close}
            </button>
          </p>
        </Dialog>
      )}
    </li>
  );
}

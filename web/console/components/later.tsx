import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { words } from '../text/words.ts';

/** A screen whose code is loaded when it is first shown. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | undefined;
  return function Later() {
    const screen = useSignal(loaded === undefined ? undefined : { of: loaded });
    const failed = useSignal(false);
    useEffect(() => {
      load().then(
        (found) => {
          loaded = found;
          screen.value = { of: found };
        },
        () => {
          failed.value = true;
        },
      );
    }, []);
    const { shell } = words();
    if (failed.value) {
      return (
        <p class="alert" role="alert">
          {shell.unreachable}{' '}
          <button type="button" class="btn btn-s" onClick={() => location.reload()}>
            {shell.again}
          </button>
        </p>
      );
    }
    const Screen = screen.value?.of;
    return Screen === undefined ? <p class="hint">{shell.loading}</p> : <Screen />;
  };
}

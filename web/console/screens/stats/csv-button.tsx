import { useSignal } from '@preact/signals';
import { askFile } from '../../api/api.ts';
import type { Problem } from '../../api/shapes.ts';
import { ProblemNote } from '../../components/parts.tsx';
import { words } from '../../text/words.ts';

/** The numbers that are shown, as a file. A link alone could not name the person who asks. */
export function CsvButton({ query }: { readonly query: string }) {
  const { stats, shell } = words();
  const wrong = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const download = async (): Promise<void> => {
    const answer = await askFile(`/v1/office/stats.csv?${query}`);
    wrong.value =
      answer.kind === 'done' ? undefined : answer.kind === 'problem' ? answer.problem : 'unreachable';
    if (answer.kind === 'done') save(answer.body, `statistics-${new URLSearchParams(query).get('from')}.csv`);
  };
  return (
    <>
      <button type="button" class="btn btn-quiet" onClick={download}>
        {stats.csv}
      </button>
      {wrong.value === 'unreachable' && (
        <p class="alert" role="alert">
          {shell.unreachable}
        </p>
      )}
      {typeof wrong.value === 'object' && <ProblemNote problem={wrong.value} />}
    </>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken the bytes over once the click was handled.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

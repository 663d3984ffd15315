import { isCaseId, keyOf } from '../../shared/cases/case-key.ts';
import { isStationId, type StationId } from '../../shared/engine/scope.ts';
import { aggregatePk, isChain } from '../../shared/engine/storage/keys.ts';
import { registerKey } from '../../shared/register/register-key.ts';

/** A row's name in a proof: the station and the random id. */
const ROW_NAME = /^(.+)-([a-z][a-z2-7]{25})$/;

/**
 * The history or log of reads that an operator names: by its partition, as the notary's log has it, or by the name of a
 * row, as a proof has it. Throws an error with a sentence for a text that is neither.
 */
export function chainNamed(text: string): string {
  // A read is named by its whole key.
  const [partition = ''] = text.split(' / ');
  if (isChain(partition)) return partition;
  const [, station = '', id = ''] = ROW_NAME.exec(text) ?? [];
  const chain = isStationId(station) ? chainOf(station, id) : undefined;
  if (chain !== undefined) return chain;
  throw new Error(
    `'${text}' names no history: copy \`row\` from the proof or \`chain\` from the notary's log, or give --station and --case.`,
  );
}

/** The history of a case. Throws an error with a sentence for what is no case's id. */
export function chainOfCase(station: StationId, id: string): string {
  if (isCaseId(id)) return aggregatePk(keyOf({ station, caseId: id }));
  throw new Error(`'${id}' is no id of a case: it has c and 25 small letters and digits.`);
}

function chainOf(station: StationId, id: string): string | undefined {
  if (isCaseId(id)) return chainOfCase(station, id);
  const register = registerKey(station);
  return register.id === id ? aggregatePk(register) : undefined;
}

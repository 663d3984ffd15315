import type { Scope } from '../../engine/scope.ts';
import type { Me } from './shown-types.ts';

/** The identity of the signed-in member of staff. */
export const meView = ({ person, station, role }: Scope): Me => ({ person, station, role });

import type { Scope } from '../../engine/scope.ts';
import type { Me } from './shown-types.ts';

/** Who the token says its bearer is, as far as this system cares. */
export const meView = ({ person, station, role }: Scope): Me => ({ person, station, role });

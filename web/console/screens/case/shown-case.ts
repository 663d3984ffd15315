import type { OfficeCase, ShownExplanation } from '../../api/shapes.ts';

/** Both are read together: what is shown of the time belongs to the version that is shown. */
export interface ShownCase {
  readonly found: OfficeCase;
  readonly clock: ShownExplanation | undefined;
}

/** One reason why content may not be published. */
export interface RefusedContent {
  readonly code: string;
  readonly path: string;
  readonly sentence: string;
}

/** Refusals of requests by which a chief changes the roster of the station or what it publishes. */
export type SettingsRefusal =
  /** A chief neither strikes themselves nor gives themselves another role: the station could be left without one. */
  | { readonly code: 'own-entry' }
  /** A deputy is somebody else on the roster, and no auditor. */
  | { readonly code: 'unknown-deputy' }
  | { readonly code: 'roster-full'; readonly peopleMax: number }
  /** Content that may not be published, such as a policy that could leave a case without a next deadline. */
  | {
      readonly code: 'content-refused';
      readonly sentence: string;
      readonly faults: readonly RefusedContent[];
    }
  /** Somebody else has changed meanwhile what the change was made from. */
  | { readonly code: 'settings-moved'; readonly version: string };

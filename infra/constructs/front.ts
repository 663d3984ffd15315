import type { Route } from '../../shared/http/routes.ts';
import type { Oidc } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';
import type { StationFunction } from './station-function.ts';

export interface FrontProps {
  readonly stage: Stage;
  readonly routes: readonly Route[];
  /** What people lose while requests end in a defect. */
  readonly impact: string;
}

/** The one way in for people, whatever it is made of: what the catalogue of routes does not list is not there. */
export interface Front {
  /** Where it answers, without a trailing slash. */
  readonly origin: string;
  /** Opens every route that anybody may take to one function. */
  servePublic(by: StationFunction): void;
  /** Opens every route for staff to one function, behind a check of the issuer's token. */
  serveStaff(by: StationFunction, oidc: Oidc): void;
}

/** Requests a second and at once, over all callers of a route. */
export const throttle = { rateLimit: 100, burstLimit: 200 };

/** For what anybody may write: enough for a crowd at an incident, too little to fill the table for fun. */
export const publicWriteThrottle = { rateLimit: 20, burstLimit: 50 };

export const isPublicWrite = ({ method, access }: Route): boolean => method !== 'GET' && access === 'public';

export const openOnPurpose = {
  id: 'AwsSolutions-APIG4',
  reason:
    'Residents have no account: a report is open to all, and a tracking secret is checked by the function.',
};

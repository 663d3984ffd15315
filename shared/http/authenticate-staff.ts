import { Unavailable } from '../engine/storage/store-errors.ts';
import { type Refusing, refusing } from './answer.ts';
import type { Call, IsStruck, StaffCall, StaffConnections } from './call.ts';
import type { HttpEvent } from './request.ts';
import type { Route } from './routes.ts';
import { KeysUnavailable, type Verify } from './verify-token.ts';

/**
 * Authenticates a staff request, after API Gateway's own authorizer: verifies the token, that its person was not struck
 * from the roster, and that its role may call the route. A route that the role may not call is answered like one that does not exist.
 */
export const authenticateStaff =
  (verify: Verify, isStruck: IsStruck, own: StaffConnections) =>
  async (call: Call, event: HttpEvent, route: Route): Promise<StaffCall | Refusing> => {
    const scope = await verify(event.headers.authorization, event.requestContext.timeEpoch).catch(
      (error: unknown) => {
        if (error instanceof KeysUnavailable) throw new Unavailable(error.message, { cause: error });
        throw error;
      },
    );
    if (scope === undefined) return refusing({ code: 'unauthorized' });
    // The issuer may not know yet that the person has left.
    if (await isStruck(scope)) return refusing({ code: 'struck' });
    return route.roles.includes(scope.role) ? { ...call, ...own, scope } : refusing({ code: 'not-found' });
  };

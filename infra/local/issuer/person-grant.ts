import { errors, type Provider } from 'oidc-provider';
import { PERSON_GRANT } from './clients.ts';
import { apiResource, RESOURCE } from './resource.ts';
import type { Staff } from './staff.ts';

/**
 * A token for a person of the staff list, for the command line and without a browser. It asks for no more proof than
 * the sign-in page does, which is why both exist on loopback only.
 * Parameters: `role`, `person`, or both; the first of the list that fits is meant.
 */
export function registerPersonGrant(provider: Provider, staff: Staff): void {
  provider.registerGrantType(
    PERSON_GRANT,
    async (ctx) => {
      const { role, person } = ctx.oidc.params;
      const member = staff.find(
        ({ id, role: ownRole }) =>
          (person === undefined || id === person) && (role === undefined || ownRole === role),
      );
      if (!member) {
        throw new errors.CustomOIDCProviderError(
          'invalid_grant',
          'nobody on the staff list fits that description',
        );
      }
      const token = new provider.AccessToken({
        accountId: member.id,
        client: ctx.oidc.client,
        gty: 'person',
        resourceServer: new provider.ResourceServer(RESOURCE, apiResource),
      });
      ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration };
    },
    ['role', 'person'],
  );
}

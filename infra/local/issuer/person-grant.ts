import { errors, type Provider } from 'oidc-provider';
import { PERSON_GRANT } from './clients.ts';
import { apiResource, RESOURCE } from './resource.ts';
import type { Staff } from './staff.ts';

/**
 * Issues a token for a person of the staff list to the command line, without a browser. Like the sign-in page it asks
 * for no password, so both listen on loopback only. Parameters: `role`, `person`, or both; the first matching person is
 * used.
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

import { Construct } from 'constructs';
import { routes } from '../../shared/http/routes.ts';
import type { Oidc } from '../stage-settings.ts';
import type { CaseTable } from './case-table.ts';
import type { PhotoBucket } from './photo-bucket.ts';
import { StationApi } from './station-api.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';
import type { TextKey } from './text-key.ts';

export interface HttpFunctionsProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly oidc: Oidc;
  readonly textKey: TextKey;
  readonly photoStore: PhotoBucket;
}

/**
 * The HTTP functions: residents report and follow a case, staff act on it. Two functions, because their permissions and
 * trust differ.
 */
export class HttpFunctions extends Construct {
  /** The address residents see, without a trailing slash. */
  readonly publicOrigin: string;

  constructor(
    scope: Construct,
    id: string,
    { cases, oidc, textKey, photoStore, ...base }: HttpFunctionsProps,
  ) {
    super(scope, id);
    const { stage } = base;
    const api = new StationApi(this, 'Api', {
      stage,
      routes,
      impact: 'Some residents or officers meet a defect and see only a request number.',
    });
    this.publicOrigin = stage.publicOrigin ?? api.origin;
    const environment = {
      ...base.environment,
      ...textKey.environment,
      PUBLIC_ORIGIN: this.publicOrigin,
      BUCKET_NAME: photoStore.bucket.bucketName,
      UPLOAD_ORIGIN: photoStore.uploadOrigin,
    };

    const residents = new StationFunction(this, 'Public', {
      ...base,
      name: 'public',
      impact: 'Residents cannot report or track a case.',
      environment,
      memoryMegabytes: 512,
      timeoutSeconds: 10,
    });
    cases.grantLoad(residents);
    cases.grantReadWhole(residents);
    cases.grantCommit(residents);
    cases.grantKeepKey(residents, 'texts');
    textKey.grantUse(residents, 'texts');
    photoStore.grantLetSend(residents);
    photoStore.grantShow(residents);

    const staff = new StationFunction(this, 'Staff', {
      ...base,
      name: 'staff',
      impact: 'Staff cannot see or act on cases, while every clock keeps running and escalates.',
      environment: { ...environment, ...identityOf(oidc) },
      memoryMegabytes: 512,
      timeoutSeconds: 10,
    });
    cases.grantLoad(staff);
    cases.grantReadWhole(staff);
    cases.grantReadBoard(staff);
    cases.grantFindCases(staff);
    cases.grantCommit(staff);
    cases.grantRecordReads(staff);
    cases.grantKeepKey(staff, 'texts');
    cases.grantKeepKey(staff, 'phones');
    textKey.grantUse(staff, 'texts', 'phones');
    photoStore.grantShow(staff);
    api.serve({ public: residents, staff }, oidc);
  }
}

/** The issuer for the staff function, which verifies the token again after the API's authorizer. */
const identityOf = ({ issuer, audience, claims }: Oidc): Readonly<Record<string, string>> => ({
  OIDC_ISSUER: issuer,
  OIDC_AUDIENCE: audience,
  ...(claims && { OIDC_GROUPS_CLAIM: claims.groups, OIDC_STATION_CLAIM: claims.station }),
});

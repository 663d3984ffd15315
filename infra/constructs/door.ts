import { Construct } from 'constructs';
import { routes } from '../../shared/http/routes.ts';
import type { Oidc } from '../stage-settings.ts';
import type { CaseTable } from './case-table.ts';
import { FirewalledApi } from './firewalled-api.ts';
import type { Front } from './front.ts';
import { oidcEnvironment } from './oidc-environment.ts';
import type { PhotoBucket } from './photo-bucket.ts';
import { StationApi } from './station-api.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';
import type { TextKey } from './text-key.ts';

export interface DoorProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly oidc: Oidc;
  readonly textKey: TextKey;
  readonly album: PhotoBucket;
}

/** Where people come in: residents report and follow a matter, staff answer it. Two functions, for two kinds of trust. */
export class Door extends Construct {
  /** The address residents see, without a trailing slash. */
  readonly publicOrigin: string;

  constructor(scope: Construct, id: string, { cases, oidc, textKey, album, ...base }: DoorProps) {
    super(scope, id);
    const { stage } = base;
    const front = frontOf(this, base);
    this.publicOrigin = stage.publicOrigin ?? front.origin;
    const environment = {
      ...base.environment,
      ...textKey.environment,
      PUBLIC_ORIGIN: this.publicOrigin,
      BUCKET_NAME: album.bucket.bucketName,
      UPLOAD_ORIGIN: album.uploadOrigin,
    };

    const residents = new StationFunction(this, 'Public', {
      ...base,
      name: 'public',
      impact: 'Residents cannot report a matter or see what became of it.',
      environment,
      memoryMegabytes: 512,
      timeoutSeconds: 10,
    });
    cases.grantLoad(residents);
    cases.grantReadWhole(residents);
    cases.grantCommit(residents);
    cases.grantKeepKey(residents);
    textKey.grantUse(residents);
    album.grantLetSend(residents);
    album.grantShow(residents);
    front.servePublic(residents);

    const staff = new StationFunction(this, 'Staff', {
      ...base,
      name: 'staff',
      impact: 'Staff cannot see or answer cases, while every clock runs on and escalates.',
      environment: { ...environment, ...oidcEnvironment(oidc) },
      memoryMegabytes: 512,
      timeoutSeconds: 10,
    });
    cases.grantLoad(staff);
    cases.grantReadWhole(staff);
    cases.grantReadBoard(staff);
    cases.grantCommit(staff);
    cases.grantKeepKey(staff);
    textKey.grantUse(staff);
    album.grantShow(staff);
    front.serveStaff(staff, oidc);
  }
}

const frontOf = (scope: Construct, { stage, bundleDir }: FunctionBase): Front => {
  const front = {
    stage,
    routes,
    impact: 'Some residents or officers meet a defect and see only a request number.',
  };
  return stage.front === 'firewalled'
    ? new FirewalledApi(scope, 'FirewalledApi', { ...front, functions: { stage, bundleDir } })
    : new StationApi(scope, 'Api', front);
};

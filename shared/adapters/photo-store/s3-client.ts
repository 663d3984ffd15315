import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/** The client of a process: every wait is bounded, and a picture takes longer than a row. */
export const s3Client = (config: S3ClientConfig = {}, timeoutFactor = 1): S3Client =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1000 * timeoutFactor,
      requestTimeout: 8000 * timeoutFactor,
      throwOnRequestTimeout: true,
    },
    // Every request is encrypted and signed; sums over its body on top would only make it longer.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...config,
  });

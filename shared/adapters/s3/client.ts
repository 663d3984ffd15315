import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/** The S3 client of a process. Every wait is bounded; the timeout is longer than DynamoDB's, since photos are larger. */
export const s3Client = (config: S3ClientConfig = {}, timeoutFactor = 1): S3Client =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1000 * timeoutFactor,
      requestTimeout: 8000 * timeoutFactor,
      throwOnRequestTimeout: true,
    },
    // Requests go over TLS and are signed; extra checksums would only make them longer.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...config,
  });

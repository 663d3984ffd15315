/** The environment of an API function, without its table and key. */
export const settings = {
  STAGE: 'test',
  BUCKET_NAME: 'photos',
  UPLOAD_ORIGIN: 'https://photos.example.cn',
  SHARDS_PER_LANE: '1',
  PUBLIC_ORIGIN: 'https://huiying.example.cn',
  AWS_REGION: 'local',
} as const;

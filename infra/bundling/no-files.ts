import type { Plugin } from 'esbuild';

/**
 * Lets the SDK neither look for configuration files nor send a file as a body. Lambda, and the local run, give a function its
 * settings in environment variables, and every body is made in memory; each of the two loads Node's promises and streams of
 * files at start.
 */
export const noFiles: Plugin = {
  name: 'no-files',
  setup(build) {
    build.onLoad({ filter: /\/shared-ini-file-loader\/loadSharedConfigFiles\.js$/ }, () => ({
      contents: `export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });
        export { CONFIG_PREFIX_SEPARATOR } from './constants';`,
    }));
    build.onLoad({ filter: /\/util-body-length\/calculateBodyLength\.js$/ }, () => ({
      contents: `export const calculateBodyLength = (body) => {
          if (!body) return 0;
          const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
          if (bytes === undefined) throw new TypeError('a body is a text or bytes');
          return bytes;
        };`,
    }));
  },
};

/**
 * Stands for the SDK's discovery of endpoints in the bundles. No command of the clients in use asks for it, yet the client of
 * DynamoDB makes its cache when it is made.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: false,
};

export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config;

/** So many aggregates a digest names by their ids; of the others it says how many they are. */
export const DIGEST_IDS_MAX = 10;

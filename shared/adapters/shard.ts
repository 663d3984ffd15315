/**
 * The shard of a row within its lane: FNV-1a over its id. The same id always gives the same shard, so a row moves only
 * when the number of shards changes, and then with its next commit.
 */
export function shardOf(id: string, shardsPerLane: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % shardsPerLane;
}

import { openQdrantClient } from './qdrant-client.ts';
import type { QdrantServer } from './qdrant-client.ts';
import { toStoreError } from './qdrant-errors.ts';

/** The version of a Qdrant server that answers and takes the key. @throws StoreError */
export async function probeQdrant(server: QdrantServer): Promise<string> {
  const client = openQdrantClient(server, 8_000);
  try {
    const { version } = await client.versionInfo();
    // The version is told to anybody; collections only to who may read.
    await client.getCollections();
    return version;
  } catch (error) {
    throw toStoreError(error);
  }
}

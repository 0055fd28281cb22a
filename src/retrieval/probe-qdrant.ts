import { QdrantClient } from '@qdrant/js-client-rest';
import { toStoreError } from './qdrant-errors.ts';

/** The version of a Qdrant server that answers and takes the key. @throws StoreError */
export async function probeQdrant({ url, apiKey }: { readonly url: string; readonly apiKey: string | undefined }): Promise<string> {
  const client = new QdrantClient({ url, timeout: 8_000, checkCompatibility: false, ...(apiKey === undefined ? {} : { apiKey }) });
  try {
    const { version } = await client.versionInfo();
    // The version is told to anybody; collections only to who may read.
    await client.getCollections();
    return version;
  } catch (error) {
    throw toStoreError(error);
  }
}

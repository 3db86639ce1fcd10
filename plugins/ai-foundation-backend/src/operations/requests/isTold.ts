import { isError } from '@backstage/errors';
import { Knex } from 'knex';
import { CatalogView } from '../../kernel/CatalogView';
import { RequestService } from './RequestService';
import { RequestStore } from './RequestStore';

/** Whether `GET /requests/{id}` tells of a request to whoever may see them all. */
export async function isTold(
  kernel: { knex: Knex; catalogView: CatalogView },
  id: string,
): Promise<boolean> {
  const requests = new RequestService({
    ...kernel,
    store: new RequestStore(kernel.knex),
  });
  try {
    await requests.get(id, 'all');
    return true;
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return false;
    }
    throw error;
  }
}

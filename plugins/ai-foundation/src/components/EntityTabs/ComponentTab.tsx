import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ApplicationView } from '../ApplicationView';

/** How an application uses models, on its own page. */
export function ComponentTab() {
  const ref = stringifyEntityRef(useEntity().entity);
  return <ApplicationView key={ref} applicationRef={ref} />;
}

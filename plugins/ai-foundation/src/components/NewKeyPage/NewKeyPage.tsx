import { Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useMessages } from '../../hooks/useMessages';
import { homeRouteRef } from '../../routes';
import { KeyIssued } from '../KeyIssued';
import { Page } from '../Page';
import { CollectKey } from './CollectKey';
import { KeyFormGate } from './KeyFormGate';
import { NewKeyForm } from './NewKeyForm';

/** What do I need for a key, and how do I call a model with it? */
export function NewKeyPage() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const requestId = search.get('request') ?? undefined;
  const homeHref = useRouteRef(homeRouteRef)?.();
  // The secret lives in this state only: no address, storage or log holds it.
  const [issued, setIssued] = useState<{ key: Key; secret: string }>();

  const finish = () => {
    setIssued(undefined);
    if (homeHref) {
      navigate(homeHref);
    }
  };

  return (
    <BreadcrumbEntry entry={{ label: t('keys.form.title'), href: '' }}>
      {issued && (
        <KeyIssued apiKey={issued.key} secret={issued.secret} onDone={finish} />
      )}
      {!issued && requestId && (
        <Page
          title={t('keys.collect.title')}
          description={t('keys.collect.description')}
        >
          <CollectKey requestId={requestId} onIssued={setIssued} />
        </Page>
      )}
      {!issued && !requestId && (
        <Page
          title={t('keys.form.title')}
          description={t('keys.form.description')}
        >
          <KeyFormGate>
            {choices => (
              <NewKeyForm
                choices={choices}
                initialTarget={search.get('owner') ?? undefined}
                onIssued={setIssued}
              />
            )}
          </KeyFormGate>
        </Page>
      )}
    </BreadcrumbEntry>
  );
}

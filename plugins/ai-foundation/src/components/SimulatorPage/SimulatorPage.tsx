import {
  gatewaySimulatePermission,
  requestReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useMessages } from '../../hooks/useMessages';
import { useRequest } from '../../hooks/useRequest';
import { EmptyNotice } from '../EmptyNotice';
import { ErrorNotice } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { draftOf, EMPTY_DRAFT, SimulationDraft } from './SimulationDraft';
import { Simulator } from './Simulator';
import { TryChange } from './TryChange';
import { Choices, useChoices } from './useChoices';

/** What would the gateway do, and what would it have done? */
export function SimulatorPage() {
  const { t } = useMessages();
  const [search] = useSearchParams();
  const { allowed, loading } = usePermission({
    permission: gatewaySimulatePermission,
  });
  const requestId = search.get('request') ?? undefined;
  return (
    <Page title={t('simulator.title')} description={t('simulator.description')}>
      {allowed && (
        <WithChoices>
          {choices =>
            requestId ? (
              <Again id={requestId}>
                {initial => <Parts choices={choices} initial={initial} />}
              </Again>
            ) : (
              <Parts
                choices={choices}
                initial={{
                  ...EMPTY_DRAFT,
                  keyId: search.get('key') ?? undefined,
                }}
              />
            )
          }
        </WithChoices>
      )}
      {!allowed && !loading && (
        <Section title={t('simulator.title')} isTitleHidden>
          <EmptyNotice
            title={t('simulator.closed.title')}
            description={t('simulator.closed.description')}
          />
        </Section>
      )}
    </Page>
  );
}

function Parts(props: { choices: Choices; initial: SimulationDraft }) {
  const { allowed } = usePermission({ permission: requestReadAllPermission });
  return (
    <>
      <Simulator {...props} />
      {allowed && <TryChange choices={props.choices} />}
    </>
  );
}

function WithChoices(props: { children: (choices: Choices) => ReactNode }) {
  const { choices, error, reload } = useChoices();
  if (choices) {
    return <>{props.children(choices)}</>;
  }
  return error ? <ErrorNotice error={error} onRetry={reload} /> : <Shape />;
}

/** Starts from a request of the past. */
function Again(props: {
  id: string;
  children: (draft: SimulationDraft) => ReactNode;
}) {
  const { error, reload, value } = useRequest(props.id);
  if (value) {
    return <>{props.children(draftOf(value))}</>;
  }
  return error ? <ErrorNotice error={error} onRetry={reload} /> : <Shape />;
}

function Shape() {
  const { t } = useMessages();
  return (
    <Section title={t('simulator.form.title')}>
      <Lines count={8} height={36} />
    </Section>
  );
}

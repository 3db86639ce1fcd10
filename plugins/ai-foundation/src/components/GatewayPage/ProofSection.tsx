import {
  api,
  gatewayValidatePermission,
  ValidationState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useState } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { ItemList } from '../ItemList';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { EndToEndDialog } from './EndToEndDialog';
import { Proof } from './Proof';
import { RunButton } from './RunButton';

const RUNS = {
  probes: { route: api.runProbes, label: 'gateway.proof.runProbes' },
  'revocation-drill': {
    route: api.runRevocationDrill,
    label: 'gateway.proof.runDrill',
  },
  'log-freshness': {
    route: api.runLogFreshness,
    label: 'gateway.proof.runFreshness',
  },
  providers: {
    route: api.runProviderChecks,
    label: 'gateway.proof.runProviders',
  },
} as const;

/** What the gateway has shown itself, each with its age and the way to show it again. */
export function ProofSection(props: {
  validation: Answer<{ items: ValidationState[] }>;
}) {
  const { t } = useMessages();
  const { validation } = props;
  const mayRun = usePermission({
    permission: gatewayValidatePermission,
  }).allowed;
  const [isSending, setSending] = useState(false);

  const buttonOf = ({ kind, isRunning }: ValidationState) =>
    kind === 'end-to-end' ? (
      <RunButton
        label={t('gateway.proof.runEndToEnd')}
        isPending={isRunning}
        onPress={() => setSending(true)}
      />
    ) : (
      <RunButton
        label={t(RUNS[kind].label)}
        route={RUNS[kind].route}
        isPending={isRunning}
        onDone={validation.reload}
      />
    );

  return (
    <Section
      title={t('gateway.proof.title')}
      description={t('gateway.proof.description')}
    >
      <Answered answer={validation} loading={<Lines count={5} />}>
        {({ items }) => (
          <ItemList>
            {items.map(state => (
              <Proof
                key={state.kind}
                state={state}
                action={mayRun && buttonOf(state)}
              />
            ))}
          </ItemList>
        )}
      </Answered>
      {isSending && (
        <EndToEndDialog
          onDone={validation.reload}
          onClose={() => setSending(false)}
        />
      )}
    </Section>
  );
}

import {
  api,
  ValidationRunDetail,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';

/** Has the gateway prove something again. */
export function RunButton(
  props: {
    label: string;
    isPending: boolean;
  } & (
    | { onPress: () => void; route?: undefined }
    | {
        route:
          | typeof api.runProbes
          | typeof api.runRevocationDrill
          | typeof api.runLogFreshness
          | typeof api.runProviderChecks;
        onDone: () => void;
      }
  ),
) {
  const tell = useRunToast();
  const action = useAction(props.route ?? api.runProbes);
  const run = async () => {
    if (!props.route) {
      props.onPress();
      return;
    }
    const ended = await action.run({});
    if (ended) {
      tell(ended);
    }
    props.onDone();
  };
  return (
    <Flex direction="column" gap="2">
      <Button
        size="small"
        variant="secondary"
        isPending={action.isPending || props.isPending}
        onPress={run}
      >
        {props.label}
      </Button>
      <ActionError error={action.error} />
    </Flex>
  );
}

/** Says how a run went. */
export function useRunToast() {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  return ({ result, summary }: ValidationRunDetail) =>
    toasts.post(
      result === 'passed'
        ? {
            title: t('gateway.proof.donePassed', { summary }),
            status: 'success',
            timeout: 6000,
          }
        : {
            title: t('gateway.proof.doneFailed', { summary }),
            status: 'danger',
          },
    );
}

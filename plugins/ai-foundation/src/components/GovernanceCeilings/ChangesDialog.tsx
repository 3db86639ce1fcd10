import {
  api,
  Ceiling,
  CeilingChange,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EntityName } from '../EntityName';
import { Lines } from '../Lines';
import { Money } from '../Money';
import { RelativeTime } from '../RelativeTime';
import styles from './CeilingCards.module.css';
import { ScopeName } from './ScopeName';

const ACTIONS = [
  'set',
  'remove',
  'raise.request',
  'raise.approve',
  'raise.refuse',
  'drill',
  'event.acknowledge',
] as const;

/** What was changed about a ceiling, by whom and why. */
export function ChangesDialog(props: {
  ceiling: Ceiling;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const changes = useAnswer(api.listCeilingChanges, {
    params: { id: props.ceiling.id },
  });
  return (
    <Dialog
      isOpen
      width="36rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>{t('ceilings.changes.title')}</DialogHeader>
      <DialogBody>
        <ScopeName scope={props.ceiling.scope} />
        <Answered answer={changes} loading={<Lines count={4} />}>
          {({ items }) => (
            <ul className={styles.cards}>
              {items.map((change, index) => (
                <li key={index} className={styles.card}>
                  <ChangeWords change={change} />
                </li>
              ))}
            </ul>
          )}
        </Answered>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('ceilings.changes.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function ChangeWords({ change }: { change: CeilingChange }) {
  const { t } = useMessages();
  const action =
    ACTIONS.find(known => `ceiling.${known}` === change.action) ?? 'other';
  return (
    <div>
      <Text as="p">
        {t(`ceilings.changes.action.${action}`, {
          before: <Amount of={change.before} />,
          after: <Amount of={change.after} />,
        })}
      </Text>
      {change.reason && <Text as="p">{change.reason}</Text>}
      <Text as="p" variant="body-small" color="secondary">
        {t('ceilings.changes.entry', {
          name: <EntityName entityRef={change.actor} plain />,
          when: <RelativeTime instant={change.at} />,
        })}
      </Text>
    </div>
  );
}

/** The amount in what the audit trail tells of a ceiling. */
function Amount({ of }: { of: unknown }) {
  const amount =
    typeof of === 'object' && of !== null && 'amountPicoUsd' in of
      ? of.amountPicoUsd
      : undefined;
  return typeof amount === 'string' ? <Money picoUsd={amount} /> : <>–</>;
}

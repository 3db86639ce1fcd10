import { Exemption } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
  Text,
} from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { ExemptionAct } from './ActDialog';
import { ExemptionFacts } from './ExemptionFacts';
import { ExemptionStatus } from './ExemptionStatus';
import styles from './GovernanceExemptions.module.css';

/** Exemptions with their state first, and what the reader can do with each. */
export function ExemptionList(props: {
  items: Exemption[];
  /** Whether each shows whole, because it is to be decided about. */
  isOpen?: boolean;
  onAct: (act: ExemptionAct) => void;
}) {
  return (
    <ul className={styles.list}>
      {props.items.map(exemption => (
        <Item key={exemption.id} exemption={exemption} {...props} />
      ))}
    </ul>
  );
}

function Item(props: {
  exemption: Exemption;
  isOpen?: boolean;
  onAct: (act: ExemptionAct) => void;
}) {
  const { t } = useMessages();
  const { exemption, isOpen } = props;
  const owner = exemption.applicationRef ?? exemption.teamRef;
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <div>
          <Text as="h4" variant="body-medium" weight="bold">
            {t('exemptions.title', {
              id: exemption.id,
              owner: <EntityName entityRef={owner} plain />,
            })}
          </Text>
          <ExemptionStatus exemption={exemption} />
          <Text as="div" variant="body-small" color="secondary">
            {t('exemptions.requested', {
              name: <EntityName entityRef={exemption.requestedBy} plain />,
              when: <RelativeTime instant={exemption.requestedAt} />,
              version: exemption.aupVersion,
            })}
          </Text>
        </div>
        <Actions exemption={exemption} onAct={props.onAct} />
      </div>
      {isOpen ? (
        <ExemptionFacts exemption={exemption} />
      ) : (
        <Accordion>
          <AccordionTrigger title={t('exemptions.details')} />
          <AccordionPanel>
            <ExemptionFacts exemption={exemption} />
          </AccordionPanel>
        </Accordion>
      )}
    </li>
  );
}

function Actions(props: {
  exemption: Exemption;
  onAct: (act: ExemptionAct) => void;
}) {
  const { t } = useMessages();
  const { exemption, onAct } = props;
  const { id, may } = exemption;
  const actions = [
    { kind: 'decide', isPossible: may.decideAs.length > 0 },
    { kind: 'revoke', isPossible: may.revoke },
    { kind: 'withdraw', isPossible: may.withdraw },
  ] as const;
  const names = {
    decide: t('exemptions.decideAbout', { id }),
    revoke: t('exemptions.revokeIt', { id }),
    withdraw: t('exemptions.withdrawIt', { id }),
  };
  return (
    <div className={styles.actions}>
      {actions
        .filter(({ isPossible }) => isPossible)
        .map(({ kind }) => (
          <Button
            key={kind}
            size="small"
            variant={kind === 'decide' ? 'primary' : 'secondary'}
            aria-label={names[kind]}
            onPress={() => onAct({ kind, exemption })}
          >
            {t(`exemptions.${kind}`)}
          </Button>
        ))}
    </div>
  );
}

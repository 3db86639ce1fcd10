import {
  Model,
  Simulation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { Translate, useMessages } from '../../hooks/useMessages';
import {
  governanceRouteRef,
  modelsRouteRef,
  newKeyRouteRef,
  policyRouteRef,
} from '../../routes';
import styles from './SimulatorPage.module.css';

const KNOWN_CODES = [
  'key_expired',
  'key_revoked',
  'aup_not_acknowledged',
  'model_not_found',
  'model_not_approved',
  'model_not_in_scope',
  'tier_not_permitted',
  'model_not_priced',
  'ceiling_reached',
  'rate_limited',
  'prompt_blocked',
  'provider_not_configured',
] as const;

/** Who can put a refusal right, where, and which model would do meanwhile. */
export function WayForward(props: {
  simulation: Simulation;
  models: Model[];
  onTry: (model: string) => void;
}) {
  const { t } = useMessages();
  const { alternatives, code } = props.simulation;
  const others = props.models.filter(({ ref }) => alternatives.includes(ref));
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold">
        {t('simulator.way.title')}
      </Text>
      <Text as="p">{wordsOf(code, t)}</Text>
      <WhereTo code={code} />
      <Text as="p" color={others.length > 0 ? 'primary' : 'secondary'}>
        {others.length > 0
          ? t('simulator.way.alternatives')
          : t('simulator.way.noAlternatives')}
      </Text>
      <div className={styles.choices}>
        {others.map(({ name, title }) => (
          <Button
            key={name}
            size="small"
            variant="secondary"
            onPress={() => props.onTry(name)}
          >
            {t('simulator.way.tryModel', { model: title })}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** What is about the key itself is told by its control. */
function wordsOf(code: string | undefined, t: Translate): string {
  const known = KNOWN_CODES.find(one => one === code) ?? 'key';
  return t(`simulator.way.${known}`);
}

/** Refusals that are put right where another one is. */
const SAME_PLACE: Record<string, string> = {
  key_revoked: 'key_expired',
  model_not_in_scope: 'key_expired',
  model_not_approved: 'model_not_found',
  model_not_priced: 'model_not_found',
  rate_limited: 'ceiling_reached',
};

function WhereTo(props: { code: string | undefined }) {
  const { t } = useMessages();
  const governance = useRouteRef(governanceRouteRef)?.();
  const places: Record<string, { href?: string; label: string }> = {
    key_expired: {
      href: useRouteRef(newKeyRouteRef)?.(),
      label: t('simulator.way.toKey'),
    },
    aup_not_acknowledged: {
      href: useRouteRef(policyRouteRef)?.(),
      label: t('simulator.way.toPolicy'),
    },
    model_not_found: {
      href: useRouteRef(modelsRouteRef)?.(),
      label: t('simulator.way.toModels'),
    },
    tier_not_permitted: {
      href: governance && `${governance}/exemptions`,
      label: t('simulator.way.toExemptions'),
    },
    ceiling_reached: {
      href: governance && `${governance}/ceilings`,
      label: t('simulator.way.toCeilings'),
    },
  };
  const place = places[SAME_PLACE[props.code ?? ''] ?? props.code ?? ''];
  return place?.href ? (
    <p>
      <ButtonLink size="small" variant="secondary" href={place.href}>
        {place.label}
      </ButtonLink>
    </p>
  ) : null;
}

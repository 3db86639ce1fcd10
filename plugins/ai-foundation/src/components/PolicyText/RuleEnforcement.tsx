import {
  gatewayControl,
  inspectionKinds,
  InspectionTerms,
  RuleEnforcement as Enforcement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useLanguage } from '../../hooks/useLanguage';
import { Translate, useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';

/** How a rule is enforced, in words. */
export function RuleEnforcement(props: { enforcement: Enforcement }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { enforcement } = props;
  const name = (ref: string) => (ref ? <PersonName userRef={ref} /> : '…');

  switch (enforcement.kind) {
    case 'automated':
      return enforcement.inspection ? (
        <Words>
          {inspectionText(enforcement.control, enforcement.inspection, t)}
        </Words>
      ) : (
        <Words>
          {t('policy.enforcement.automated', {
            control:
              gatewayControl(enforcement.control)?.title ?? enforcement.control,
          })}
        </Words>
      );
    case 'manual':
      return (
        <Words>
          {t('policy.enforcement.manual', { name: name(enforcement.ownerRef) })}
        </Words>
      );
    default:
      return (
        <Words>
          {t('policy.enforcement.planned', {
            date: dayOf(enforcement.by, language),
            name: name(enforcement.acceptedBy),
            risk: enforcement.acceptedRisk,
          })}
        </Words>
      );
  }
}

function inspectionText(
  control: string,
  terms: InspectionTerms,
  t: Translate,
): string {
  const { kinds, models, purposes, tiers, uninspected } = terms;
  const titleOf = (id: string) =>
    inspectionKinds.find(kind => kind.id === id)?.title ?? id;
  return t(`policy.enforcement.inspection.${terms.mode}`, {
    what: gatewayControl(control)?.title ?? control,
    limits: [
      kinds &&
        t('policy.enforcement.inspection.kinds', {
          kinds: kinds.map(titleOf).join(', '),
        }),
      models === 'external' && t('policy.enforcement.inspection.external'),
      tiers &&
        t('policy.enforcement.inspection.tiers', { tiers: tiers.join(', ') }),
      purposes &&
        t('policy.enforcement.inspection.purposes', {
          purposes: purposes.join(', '),
        }),
      uninspected === 'pass' && t('policy.enforcement.inspection.pass'),
      uninspected === 'block' && t('policy.enforcement.inspection.refuse'),
    ]
      .filter(Boolean)
      .join(''),
  });
}

function Words(props: { children: React.ReactNode }) {
  return (
    <Text as="span" variant="body-small" color="secondary">
      {props.children}
    </Text>
  );
}

function PersonName(props: { userRef: string }) {
  return /^[^:]+:[^/]+\/.+$/.test(props.userRef) ? (
    <EntityName entityRef={props.userRef} plain />
  ) : (
    <>{props.userRef}</>
  );
}

function dayOf(date: string, language: string): string {
  const instant = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(instant.getTime())
    ? date
    : new Intl.DateTimeFormat(language, {
        dateStyle: 'long',
        timeZone: 'UTC',
      }).format(instant);
}

import {
  exactUsd,
  RequestDetail,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { CodeBlock } from '../CodeBlock';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { Section } from '../Section';
import { costLines } from './costLines';
import { CostTable } from './CostTable';

/** What was used, and how that makes the cost. */
export function RequestUsage(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const models = useModels();
  const { request } = props;
  const { usage, usageSource, costPicoUsd, priceVersion, rawUsage } = request;
  const model = models.value?.items.find(({ ref }) => ref === request.modelRef);
  const lines = costLines(request, model);

  if (!usage && BigInt(costPicoUsd) === 0n) {
    return (
      <Section title={t('requests.one.usage')}>
        <Text as="p">{t('requests.one.usageNone')}</Text>
      </Section>
    );
  }
  return (
    <Section
      title={t('requests.one.usage')}
      description={usageSource && t(`requests.one.source.${usageSource}`)}
      action={
        <Text variant="title-x-small" weight="bold">
          <Money picoUsd={costPicoUsd} />
        </Text>
      }
    >
      <Flex direction="column" gap="4">
        {lines && lines.length > 0 && <CostTable lines={lines} />}
        {usage && usage.reasoning > 0 && (
          <Text as="p">
            {t('requests.one.reasoning', {
              tokens: <Quantity value={usage.reasoning} />,
            })}
          </Text>
        )}
        <div>
          <Text as="p">
            {t('requests.one.exact', { amount: exactUsd(BigInt(costPicoUsd)) })}
          </Text>
          {priceVersion && (
            <Text as="p" variant="body-small" color="secondary">
              {t('requests.one.priceVersion', { version: priceVersion })}
            </Text>
          )}
          {model && usage && !lines && (
            <Text as="p" variant="body-small" color="secondary">
              {t('requests.one.formulaOld')}
            </Text>
          )}
        </div>
        {rawUsage !== undefined && rawUsage !== null && (
          <CodeBlock
            caption={t('requests.one.raw')}
            code={JSON.stringify(rawUsage, null, 2)}
          />
        )}
      </Flex>
    </Section>
  );
}

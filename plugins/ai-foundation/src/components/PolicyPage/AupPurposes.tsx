import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { Section } from '../Section';

/** The purposes that a key request chooses from. */
export function AupPurposes(props: { purposes: AupDocument['purposes'] }) {
  const { t } = useMessages();
  return (
    <Section title={t('policy.purposes')}>
      <Flex direction="column" gap="3">
        {props.purposes.map(purpose => (
          <div key={purpose.id}>
            <Text as="h4" variant="body-medium" weight="bold">
              {purpose.title}
            </Text>
            <Text as="p" variant="body-medium">
              {purpose.description}
            </Text>
          </div>
        ))}
      </Flex>
    </Section>
  );
}

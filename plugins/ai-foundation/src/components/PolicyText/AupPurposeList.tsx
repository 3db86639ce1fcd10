import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex, Text } from '@backstage/ui';

/** What keys may be for, one after another. */
export function AupPurposeList(props: { purposes: AupDocument['purposes'] }) {
  return (
    <Flex direction="column" gap="3">
      {props.purposes.map((purpose, index) => (
        <div key={index}>
          <Text as="h4" variant="body-medium" weight="bold">
            {purpose.title}
          </Text>
          <Text as="p" variant="body-medium">
            {purpose.description}
          </Text>
        </div>
      ))}
    </Flex>
  );
}

import { Avatar, Card, CardBody, Flex, Text } from '@backstage/ui';
import { DemoPerson } from './useDemoPeople';

/** One person to sign in as; the whole card is the button. */
export function PersonCard({
  person,
  onChoose,
}: {
  person: DemoPerson;
  onChoose: (userRef: string) => void;
}) {
  return (
    <Card
      label={`Sign in as ${person.name}`}
      onPress={() => onChoose(person.userRef)}
    >
      <CardBody>
        <Flex align="center" gap="3">
          <Avatar
            src=""
            name={person.name}
            size="medium"
            purpose="decoration"
          />
          <Flex direction="column" gap="0">
            <Text weight="bold">{person.name}</Text>
            <Text variant="body-small" color="secondary">
              {person.jobTitle}
            </Text>
            <Text variant="body-small" color="secondary">
              {person.groups.map(({ title }) => title).join(', ')}
            </Text>
          </Flex>
        </Flex>
      </CardBody>
    </Card>
  );
}

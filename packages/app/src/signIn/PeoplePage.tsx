import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, Container, Flex, Skeleton, Text } from '@backstage/ui';
import { LogoIcon } from '../nav/LogoIcon';
import { groupByRole } from './groupByRole';
import { PersonCard } from './PersonCard';
import styles from './PeoplePage.module.css';
import { useDemoPeople } from './useDemoPeople';

/** Asks whom to sign in as. */
export function PeoplePage({
  onChoose,
  refusal,
}: {
  onChoose: (userRef: string) => void;
  /** Why the last choice did not sign in. */
  refusal?: Error;
}) {
  const config = useApi(configApiRef);
  const { people, error } = useDemoPeople();
  const problem = refusal ?? error;

  return (
    <main className={styles.page}>
      <Container>
        <Flex direction="column" gap="6" py="8">
          <Flex align="center" gap="3">
            <LogoIcon size={40} />
            <Text variant="title-x-small" color="secondary">
              {config.getString('app.title')}
            </Text>
          </Flex>
          <Flex direction="column" gap="2">
            <Text as="h1" variant="title-medium">
              Sign in as
            </Text>
            <Text as="p" color="secondary">
              This is a demo: there is no password, and anyone can be anyone.
            </Text>
          </Flex>
          {problem && (
            <Alert
              status="danger"
              icon
              title="Signing in did not work"
              description={reasonOf(problem)}
              role="alert"
            />
          )}
          {people ? (
            groupByRole(people).map(({ id, title, description, ...group }) => (
              <section key={id} aria-labelledby={id}>
                <Flex direction="column" gap="3">
                  <div>
                    <Text as="h2" id={id} variant="title-x-small">
                      {title}
                    </Text>
                    <Text as="p" variant="body-small" color="secondary">
                      {description}
                    </Text>
                  </div>
                  <ul className={styles.people}>
                    {group.people.map(person => (
                      <li key={person.userRef}>
                        <PersonCard person={person} onChoose={onChoose} />
                      </li>
                    ))}
                  </ul>
                </Flex>
              </section>
            ))
          ) : (
            <PeopleSkeleton />
          )}
        </Flex>
      </Container>
    </main>
  );
}

/** What the portal answered, rather than that it answered. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Stands in while the portal reads its catalog, which it does once it starts. */
function PeopleSkeleton() {
  return (
    <div role="status" aria-label="Reading the people of the example company">
      <ul className={styles.people}>
        {Array.from({ length: 8 }, (_, index) => (
          <li key={index}>
            <Skeleton height={72} rounded={false} />
          </li>
        ))}
      </ul>
    </div>
  );
}

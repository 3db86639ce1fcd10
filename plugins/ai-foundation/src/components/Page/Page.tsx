import { Container, Flex, Header } from '@backstage/ui';
import { ReactNode } from 'react';

/** A page's frame: its name, its one action, and its sections below. */
export function Page(props: {
  title: string;
  description?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <Header
        title={props.title}
        description={props.description}
        customActions={props.action}
      />
      <Container>
        <Flex direction="column" gap="5">
          {props.children}
        </Flex>
      </Container>
    </>
  );
}

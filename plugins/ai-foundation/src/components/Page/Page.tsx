import { Container, Flex, Header } from '@backstage/ui';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';

/** A page's frame: its name, its one action, and its sections below. */
export function Page(props: {
  title: string;
  description?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useMessages();
  const isDemo = useProfile().value?.demo;
  return (
    <>
      <Header
        tags={isDemo ? [{ label: t('common.demo') }] : undefined}
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

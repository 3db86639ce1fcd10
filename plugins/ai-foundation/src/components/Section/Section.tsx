import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A part of a page with its own question. */
export function Section(props: {
  title: string;
  /** Where the page's own title says it already. */
  isTitleHidden?: boolean;
  description?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const titleId = useId();
  if (props.isTitleHidden) {
    return (
      <Card className={styles.section} role="region" aria-label={props.title}>
        <CardBody>{props.children}</CardBody>
      </Card>
    );
  }
  return (
    <Card className={styles.section} role="region" aria-labelledby={titleId}>
      <CardHeader className={styles.head}>
        <div className={styles.words}>
          <Text as="h3" variant="title-x-small" weight="bold" id={titleId}>
            {props.title}
          </Text>
          {props.description && (
            <Text as="div" variant="body-small" color="secondary">
              {props.description}
            </Text>
          )}
        </div>
        {props.action}
      </CardHeader>
      <CardBody>{props.children}</CardBody>
    </Card>
  );
}

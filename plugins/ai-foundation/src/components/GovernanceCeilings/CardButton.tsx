import { Button } from '@backstage/ui';
import { ReactNode, useId } from 'react';

/**
 * An action of one of several cards. Who hears the page is told the card too,
 * which who sees it knows from where the button stands.
 */
export function CardButton(props: {
  /** The id of what names the card. */
  of: string;
  isPrimary?: boolean;
  isPending?: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Button
      id={id}
      aria-labelledby={`${id} ${props.of}`}
      size="small"
      variant={props.isPrimary ? 'primary' : 'secondary'}
      isPending={props.isPending}
      onPress={props.onPress}
    >
      {props.children}
    </Button>
  );
}

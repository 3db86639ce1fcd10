import { ReactNode } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { ErrorNotice } from '../ErrorNotice';

/**
 * Shows an answer in its four states: loading (a shape like the content's),
 * error, empty, content.
 */
export function Answered<T>(props: {
  answer: Answer<T>;
  loading: ReactNode;
  isEmpty?: (value: T) => boolean;
  empty?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const { value, error, reload } = props.answer;
  if (value === undefined) {
    return (
      <>
        {error ? <ErrorNotice error={error} onRetry={reload} /> : props.loading}
      </>
    );
  }
  if (props.isEmpty?.(value)) {
    return <>{props.empty}</>;
  }
  return <>{props.children(value)}</>;
}

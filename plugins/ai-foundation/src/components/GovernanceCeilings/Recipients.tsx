import { Fragment } from 'react';
import { EntityName } from '../EntityName';

/** The people and groups who are told, by their names. */
export function Recipients(props: { refs: readonly string[] }) {
  return (
    <>
      {props.refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} plain />
        </Fragment>
      ))}
    </>
  );
}

import { EntityName } from '../EntityName';
import { isEntityRef } from './refs';

/** Who or what is meant: the catalog's name for a ref, other text as it is. */
export function PartyName(props: { text: string }) {
  return isEntityRef(props.text) ? (
    <EntityName entityRef={props.text} plain />
  ) : (
    <>{props.text}</>
  );
}

export { EntityName, useEntityHref } from './EntityName';

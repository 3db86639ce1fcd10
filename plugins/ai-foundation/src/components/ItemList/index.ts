export { Item, ItemList } from './ItemList';

export { ProposeModelPage } from './ProposeModelPage';

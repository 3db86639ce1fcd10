export { AiModelCard } from './AiModelCard';
export { DataTierCard } from './DataTierCard';

export * from './TokenUsage';
export * from './priceUsage';

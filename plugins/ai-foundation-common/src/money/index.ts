export * from './picoUsd';
export * from './formatUsd';

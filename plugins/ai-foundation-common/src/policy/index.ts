export * from './controls';
export * from './documentLint';
export * from './documentViolations';
export * from './emptyPolicy';
export * from './enforcementWords';
export * from './inspection';

export * from './Dialect';
export * from './dialectsExtensionPoint';

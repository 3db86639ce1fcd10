export * from './Inspector';
export * from './inspectorsExtensionPoint';

export * from './AiModelEntity';
export * from './DataTierEntity';
export * from './aiModelSpecSchema';
export * from './aiModelViolations';
export * from './annotations';
export * from './references';

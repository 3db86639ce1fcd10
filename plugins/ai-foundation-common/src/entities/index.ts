export * from './AiModelEntity';
export * from './DataTierEntity';
export * from './annotations';

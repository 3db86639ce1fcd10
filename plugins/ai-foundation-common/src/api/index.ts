export * from './contract';
export * from './defineRoute';
export * from './schemas';
export * from './AiFoundationClient';

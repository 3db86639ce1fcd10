export * from './aup';
export * from './ceilings';
export * from './costs';
export * from './inbox';
export * from './keys';
export * from './models';
export * from './people';
export * from './requests';

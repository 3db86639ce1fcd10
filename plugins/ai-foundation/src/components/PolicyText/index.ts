export { AupEligible } from './AupEligible';
export { AupPurposeList } from './AupPurposeList';
export { AupSection } from './AupSection';
export { RuleEnforcement } from './RuleEnforcement';

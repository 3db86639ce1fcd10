import '@testing-library/jest-dom';
import '@backstage/cli/asset-types';
import { configure } from '@testing-library/react';

// Pages load their parts as they open, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

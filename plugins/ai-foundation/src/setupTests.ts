import '@testing-library/jest-dom';
import '@backstage/cli/asset-types';

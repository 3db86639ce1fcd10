import { createBackend } from '@backstage/backend-defaults';

// Backstage with its own proxy and nothing else, on the default root router.
const backend = createBackend();
backend.add(import('@backstage/plugin-proxy-backend'));
backend.start();

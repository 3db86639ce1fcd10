/** From the top down: a layer knows those below it, and none above. */
const LAYERS = ['stage', 'operations', 'gateway', 'governance', 'kernel'];

const zones = LAYERS.slice(1).map((layer, index) => ({
  target: `./src/${layer}`,
  from: [
    ...LAYERS.slice(0, index + 1).map(above => `./src/${above}`),
    './src/demo',
    './src/plugin.ts',
  ],
  message: `Imports run downwards only: ${LAYERS.join(' > ')}.`,
}));

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Without it the rule below finds no TypeScript file, and says nothing.
  settings: { 'import/resolver': { node: { extensions: ['.ts', '.js'] } } },
  rules: {
    'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
  },
});

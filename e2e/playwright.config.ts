import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  globalSetup: '../scripts/startTestPortal.cjs',
  // The tests share one portal, as its users do, and change what it remembers.
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  // In this order: governance changes the policy that a newcomer meets.
  projects: [
    { name: 'portal', testMatch: ['newcomer.spec.ts', 'pages.spec.ts'] },
    {
      name: 'governance',
      testMatch: 'governance/*.spec.ts',
      dependencies: ['portal'],
    },
    {
      name: 'gateway',
      testMatch: 'gateway/*.spec.ts',
      dependencies: ['governance'],
    },
  ],
  use: {
    // Set by the global setup, before the workers read this file.
    baseURL: process.env.PORTAL_URL,
    actionTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
});

import aiFoundationPlugin, {
  aiFoundationIconsModule,
} from '@ai-foundation/backstage-plugin-ai-foundation';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { navModule } from './nav/navModule';
import { settingsModule } from './settings/settingsModule';
import { signInModule } from './signIn/signInModule';

/** The portal. */
export const app = createApp({
  features: [
    aiFoundationPlugin,
    aiFoundationIconsModule,
    catalogPlugin,
    orgPlugin,
    searchPlugin,
    notificationsPlugin,
    signalsPlugin,
    userSettingsPlugin,
    navModule,
    settingsModule,
    signInModule,
  ],
});

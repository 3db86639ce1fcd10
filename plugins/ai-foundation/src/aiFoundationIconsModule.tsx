import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { RiShieldKeyholeLine, RiSparkling2Line } from '@remixicon/react';

/**
 * Gives the kinds of AI Foundation their icons in the whole portal, which only
 * a module of the app may do.
 *
 * @public
 */
export const aiFoundationIconsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    IconBundleBlueprint.make({
      name: 'ai-foundation-kinds',
      params: {
        icons: {
          'kind:aimodel': <RiSparkling2Line />,
          'kind:datatier': <RiShieldKeyholeLine />,
        },
      },
    }),
  ],
});

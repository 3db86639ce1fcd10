import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

const TITLE = 'AI Foundation';

const groupTab = EntityContentBlueprint.make({
  name: 'group',
  params: {
    path: 'ai-foundation',
    title: TITLE,
    filter: { kind: 'group', 'spec.type': 'team' },
    loader: () => import('./components/EntityTabs').then(m => <m.GroupTab />),
  },
});

const componentTab = EntityContentBlueprint.make({
  name: 'component',
  params: {
    path: 'ai-foundation',
    title: TITLE,
    filter: { kind: 'component' },
    loader: () =>
      import('./components/EntityTabs').then(m => <m.ComponentTab />),
  },
});

const modelCard = EntityCardBlueprint.make({
  name: 'model',
  params: {
    type: 'content',
    filter: { kind: 'aimodel' },
    loader: () =>
      import('./components/EntityCards').then(m => <m.AiModelCard />),
  },
});

const tierCard = EntityCardBlueprint.make({
  name: 'tier',
  params: {
    type: 'content',
    filter: { kind: 'datatier' },
    loader: () =>
      import('./components/EntityCards').then(m => <m.DataTierCard />),
  },
});

/** What the plugin adds to pages of catalog entities. */
export const entityExtensions = [groupTab, componentTab, modelCard, tierCard];

import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentComponent } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { RiMenuLine, RiSettings3Line } from '@remixicon/react';
import { SidebarLogo } from './SidebarLogo';

/** What people come for first, then the rest of the portal, then their settings. */
export const PortalSidebar: NavContentComponent = ({ navItems }) => {
  const items = navItems.withComponent(({ title, icon, href }) => (
    <SidebarItem text={title} icon={() => icon} to={href} />
  ));
  const aiFoundation = items.take('page:ai-foundation');
  const catalog = items.take('page:catalog');
  const search = items.take('page:search');
  const settings = items.take('page:user-settings');
  // The plugin's own item counts what is unread.
  items.take('page:notifications');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarGroup label="Menu" icon={<RiMenuLine />}>
        {aiFoundation}
        {catalog}
        {search}
        <NotificationsSidebarItem />
        {items.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label="Settings" icon={<RiSettings3Line />} to="/settings">
        {settings}
      </SidebarGroup>
    </Sidebar>
  );
};

import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { NavContentComponent } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import {
  RiLogoutBoxRLine,
  RiMenuLine,
  RiUserSettingsLine,
} from '@remixicon/react';
import { SidebarLogo } from './SidebarLogo';

/** What people come for first, then the rest of the portal, then themselves. */
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
      <SidebarGroup label="You" icon={<RiUserSettingsLine />}>
        {settings}
        <SignOutItem />
      </SidebarGroup>
    </Sidebar>
  );
};

function SignOutItem() {
  const identityApi = useApi(identityApiRef);
  return (
    <SidebarItem
      text="Sign out"
      icon={() => <RiLogoutBoxRLine size={24} />}
      onClick={() => identityApi.signOut()}
    />
  );
}

import { Link, useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { LogoIcon } from './LogoIcon';
import styles from './SidebarLogo.module.css';

/** The mark, with the organisation's name where there is room for it. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  const organization = useApi(configApiRef).getString('organization.name');
  return (
    <Link
      to="/"
      underline="none"
      className={styles.logo}
      aria-label={`${organization}, home`}
    >
      <LogoIcon size={32} />
      {isOpen && <span className={styles.name}>{organization}</span>}
    </Link>
  );
}

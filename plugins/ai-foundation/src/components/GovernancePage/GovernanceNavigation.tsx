import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { NavLink } from 'react-router-dom';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { governanceAreas } from './governanceAreas';
import styles from './GovernanceNavigation.module.css';

/** The areas of governance, the inbox first. */
export function GovernanceNavigation() {
  const { t } = useMessages();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  return (
    <Container>
      <nav aria-label={t('governance.title')} className={styles.navigation}>
        <NavLink to={root} end className={styles.area}>
          {t('governance.areas.inbox')}
        </NavLink>
        {governanceAreas.map(({ path }) => (
          <NavLink key={path} to={`${root}/${path}`} className={styles.area}>
            {t(`governance.areas.${path}`)}
          </NavLink>
        ))}
      </nav>
    </Container>
  );
}

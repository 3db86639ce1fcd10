import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { useEffect, useId, useRef } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { areaGroups } from './areaGroups';
import { GovernanceArea } from './governanceAreas';
import styles from './GovernanceNavigation.module.css';

/** The areas of governance, the inbox first, the others by what they are about. */
export function GovernanceNavigation() {
  const { t } = useMessages();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  return (
    <Container>
      <nav
        aria-label={t('governance.title')}
        className={styles.navigation}
        ref={useCurrentInView()}
      >
        <NavLink to={root} end className={`${styles.area} ${styles.inbox}`}>
          {t('governance.areas.inbox')}
        </NavLink>
        {areaGroups.map(({ id, areas }) => (
          <Group
            key={id}
            title={t(`governance.groups.${id}`)}
            areas={areas}
            root={root}
          />
        ))}
      </nav>
    </Container>
  );
}

function Group(props: {
  title: string;
  areas: ReadonlyArray<GovernanceArea['path']>;
  root: string;
}) {
  const { t } = useMessages();
  const titleId = useId();
  return (
    <div className={styles.group} role="group" aria-labelledby={titleId}>
      <span id={titleId} className={styles.title}>
        {props.title}
      </span>
      <div className={styles.areas}>
        {props.areas.map(path => (
          <NavLink
            key={path}
            to={`${props.root}/${path}`}
            className={styles.area}
          >
            {t(`governance.areas.${path}`)}
          </NavLink>
        ))}
      </div>
    </div>
  );
}

/** On a narrow screen the areas scroll; the one that is open comes into view. */
function useCurrentInView() {
  const navigation = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const show = () => {
      const bar = navigation.current;
      const current = bar?.querySelector<HTMLElement>('[aria-current="page"]');
      if (bar && current) {
        bar.scrollLeft =
          current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
      }
    };
    show();
    window.addEventListener('resize', show);
    return () => window.removeEventListener('resize', show);
  }, [pathname]);
  return navigation;
}

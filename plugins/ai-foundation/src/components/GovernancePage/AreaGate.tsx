import { BasicPermission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { EmptyNotice } from '../EmptyNotice';
import { Page } from '../Page';
import { Section } from '../Section';
import { areaReaders, ClosedArea, isClosedArea } from './areaReaders';
import { GovernanceArea } from './governanceAreas';

/** Opens an area to its readers; everybody else is told who they are, and nothing is asked for. */
export function AreaGate(props: {
  path: GovernanceArea['path'];
  children: ReactNode;
}) {
  const { path, children } = props;
  return isClosedArea(path) ? (
    <OpenToAny of={areaReaders[path]} closed={<Closed path={path} />}>
      {children}
    </OpenToAny>
  ) : (
    <>{children}</>
  );
}

/** Asks for one permission after the other, because each asks by a hook. */
function OpenToAny(props: {
  of: readonly BasicPermission[];
  closed: ReactNode;
  children: ReactNode;
}) {
  const [permission, ...others] = props.of;
  const { allowed, loading } = usePermission({ permission });
  if (allowed) {
    return <>{props.children}</>;
  }
  if (loading) {
    return null;
  }
  return others.length > 0 ? (
    <OpenToAny {...props} of={others} />
  ) : (
    <>{props.closed}</>
  );
}

function Closed({ path }: { path: ClosedArea }) {
  const { t } = useMessages();
  const title = t(`governance.areas.${path}`);
  return (
    <Page title={title}>
      <Section title={title} isTitleHidden>
        <EmptyNotice
          title={t('governance.closed.title')}
          description={t(`governance.closed.${path}`)}
        />
      </Section>
    </Page>
  );
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useMessages } from '../../hooks/useMessages';
import { newKeyRouteRef } from '../../routes';
import { useEntityHref } from '../EntityName';
import { Page } from '../Page';
import { TeamView } from '../TeamView';

/** Is this team fine? */
export function TeamPage() {
  const { t } = useMessages();
  const { namespace = '', name = '' } = useParams();
  const teamRef = stringifyEntityRef({ kind: 'group', namespace, name });
  const { primaryTitle } = useEntityPresentation(teamRef);
  const catalogHref = useEntityHref()(teamRef);
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();

  return (
    <BreadcrumbEntry
      entry={{ label: primaryTitle, href: `${namespace}/${name}` }}
    >
      <Page
        title={primaryTitle}
        description={catalogHref && `[${t('teams.page')}](${catalogHref})`}
        action={
          <ButtonLink
            variant="primary"
            href={`${newKeyHref}?owner=${encodeURIComponent(teamRef)}`}
          >
            {t('keys.getKey')}
          </ButtonLink>
        }
      >
        <TeamView key={teamRef} teamRef={teamRef} />
      </Page>
    </BreadcrumbEntry>
  );
}

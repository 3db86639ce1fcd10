import {
  RequestDetail,
  RequestSummary,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useLanguage } from '../../hooks/useLanguage';
import { Translate, useMessages } from '../../hooks/useMessages';
import { requestRouteRef } from '../../routes';
import { DataColumn, DataTable } from '../DataTable';
import { requestColumns } from '../RequestsTable';
import { Section } from '../Section';

const SHOWN = ['outcome', 'model', 'cost', 'duration'];

/** Each try at a provider that the same call took; nothing where it was one. */
export function RequestAttempts(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const language = useLanguage();
  const requestRoute = useRouteRef(requestRouteRef);
  const columns = useMemo(() => columnsOf(t, language), [t, language]);
  const { attempt, attempts } = props.request;
  if (attempts.length < 2) {
    return null;
  }
  return (
    <Section title={t('requests.attempts.title')}>
      <Text as="p" color="secondary">
        {t('requests.attempts.why', {
          attempt: String(attempt),
          all: String(attempts.length),
        })}
      </Text>
      <DataTable
        label={t('requests.attempts.title')}
        columns={columns}
        rows={attempts}
        getHref={({ id }) => requestRoute?.({ id })}
      />
    </Section>
  );
}

function columnsOf(
  t: Translate,
  language: string,
): Array<DataColumn<RequestSummary>> {
  return [
    {
      id: 'attempt',
      label: t('requests.attempts.attempt'),
      kind: 'short',
      cell: ({ attempt }) => attempt,
    },
    ...requestColumns(t, language).filter(({ id }) => SHOWN.includes(id)),
  ];
}

import { RequestSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { RelativeTime } from '../RelativeTime';
import { Outcome } from './Outcome';
import { seconds } from './seconds';

/** What a list of requests shows. */
export function requestColumns(
  t: Translate,
  language: string,
): Array<DataColumn<RequestSummary>> {
  return [
    {
      id: 'time',
      label: t('requests.table.time'),
      kind: 'short',
      cell: request => <RelativeTime instant={request.at} />,
    },
    {
      id: 'outcome',
      label: t('requests.table.outcome'),
      kind: 'short',
      cell: request => <Outcome request={request} />,
    },
    {
      id: 'team',
      label: t('requests.table.team'),
      cell: request => <EntityName entityRef={request.teamRef} plain />,
    },
    {
      id: 'application',
      label: t('requests.table.application'),
      cell: request =>
        request.applicationRef ? (
          <EntityName entityRef={request.applicationRef} plain />
        ) : (
          '–'
        ),
    },
    {
      id: 'model',
      label: t('requests.table.model'),
      cell: request =>
        request.modelRef ? (
          <EntityName entityRef={request.modelRef} plain />
        ) : (
          request.requestedModel
        ),
    },
    {
      id: 'input',
      label: t('requests.table.input'),
      unit: t('requests.table.tokens'),
      kind: 'numeric',
      cell: request => <Quantity value={request.inputTokens} />,
    },
    {
      id: 'output',
      label: t('requests.table.output'),
      unit: t('requests.table.tokens'),
      kind: 'numeric',
      cell: request => <Quantity value={request.outputTokens} />,
    },
    {
      id: 'cost',
      label: t('requests.table.cost'),
      kind: 'numeric',
      cell: request => <Money picoUsd={request.costPicoUsd} />,
    },
    {
      id: 'duration',
      label: t('requests.table.duration'),
      unit: t('requests.table.seconds'),
      kind: 'numeric',
      cell: request =>
        request.durationMs === undefined
          ? '–'
          : seconds(request.durationMs, language),
    },
  ];
}

import {
  api,
  InventoryItem,
  InventoryTeam,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Radio, RadioGroup, Select, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { DayField, isDay } from '../DayField';
import { FormDialog } from '../FormDialog';
import { PersonField } from '../PersonField';
import { isReason, ReasonField } from '../ReasonField';

const CHOICES = ['migrate', 'stop', 'accept'] as const;

/** Decides what happens with a use. */
export function DispositionDialog(props: {
  item: InventoryItem;
  /** Those that a use without a team can belong to. */
  teams: InventoryTeam[];
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const dispose = useAction(api.disposeUsage);
  const { item } = props;
  const [disposition, setDisposition] = useState<(typeof CHOICES)[number]>();
  const [until, setUntil] = useState('');
  const [owner, setOwner] = useState<string>();
  const [team, setTeam] = useState<string>();
  const [reason, setReason] = useState('');
  const isAccepted = disposition === 'accept';

  const run = async () =>
    disposition &&
    dispose.run({
      params: { id: item.id },
      body: {
        disposition,
        until: isAccepted ? until.trim() : undefined,
        owner,
        team,
        reason: reason.trim(),
      },
    });

  return (
    <FormDialog
      title={t('inventory.decideFor', { tool: item.tool })}
      confirm={t('inventory.decide')}
      done={t('inventory.decided')}
      isComplete={
        disposition !== undefined &&
        isReason(reason) &&
        (!isAccepted || isDay(until))
      }
      action={dispose}
      run={run}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      {[item.purpose, item.notes, item.evidence]
        .filter(text => text !== undefined)
        .map(text => (
          <Text as="p" key={text}>
            {text}
          </Text>
        ))}
      <RadioGroup
        label={t('inventory.table.disposition')}
        isRequired
        value={disposition ?? null}
        onChange={id => setDisposition(CHOICES.find(each => each === id))}
      >
        {CHOICES.map(id => (
          <Radio key={id} value={id}>
            <span>
              {t(`inventory.disposition.${id}`)}:{' '}
              {t(`inventory.dispositionWhy.${id}`)}
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {isAccepted && (
        <DayField
          label={t('inventory.until')}
          isRequired
          value={until}
          onChange={setUntil}
        />
      )}
      {!item.teamRef && (
        <Select
          label={t('inventory.team')}
          size="medium"
          value={team ?? null}
          onChange={ref => setTeam(ref === null ? undefined : String(ref))}
          options={props.teams.map(({ teamRef, title }) => ({
            id: teamRef,
            label: title,
          }))}
        />
      )}
      <PersonField
        label={t('inventory.owner')}
        isOptional
        value={owner}
        onChange={setOwner}
      />
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}

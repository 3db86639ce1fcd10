import { CeilingScope } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Radio, RadioGroup, Select, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useTeams } from '../../hooks/useTeams';

const KINDS = ['organisation', 'team', 'application', 'key', 'model'] as const;

type Kind = (typeof KINDS)[number];

/** What the ceiling is for. */
export function ScopeField(props: {
  value: CeilingScope | undefined;
  onChange: (scope: CeilingScope | undefined) => void;
}) {
  const { t } = useMessages();
  const [kind, setKind] = useState<Kind>();
  const { value, onChange } = props;

  const choose = (text: string) => {
    const chosen = KINDS.find(known => known === text);
    setKind(chosen);
    onChange(chosen === 'organisation' ? { kind: chosen } : undefined);
  };

  return (
    <>
      <RadioGroup
        label={t('ceilings.set.kind')}
        isRequired
        value={kind ?? null}
        onChange={choose}
      >
        {KINDS.map(known => (
          <Radio key={known} value={known}>
            {t(`ceilings.list.kind.${known}`)}
          </Radio>
        ))}
      </RadioGroup>
      {(kind === 'team' || kind === 'model') && (
        <EntityField
          key={kind}
          kind={kind}
          value={value?.kind === kind ? value.ref : undefined}
          onChange={ref => onChange({ kind, ref })}
        />
      )}
      {(kind === 'application' || kind === 'key') && (
        <TextField
          key={kind}
          label={t(`ceilings.set.${kind}`)}
          description={t(
            kind === 'key' ? 'ceilings.set.keyHint' : 'ceilings.set.refHint',
          )}
          isRequired
          value={value?.kind === kind ? value.ref : ''}
          onChange={text =>
            onChange(text.trim() ? { kind, ref: text.trim() } : undefined)
          }
        />
      )}
    </>
  );
}

function EntityField(props: {
  kind: 'team' | 'model';
  value: string | undefined;
  onChange: (ref: string) => void;
}) {
  const { t } = useMessages();
  const teams = useTeams();
  const models = useModels();
  const { items = [] } = (props.kind === 'team' ? teams : models).value ?? {};
  return (
    <Select
      label={t(`ceilings.set.${props.kind}`)}
      placeholder={t('ceilings.set.choose')}
      size="medium"
      isRequired
      value={props.value ?? null}
      onChange={ref => ref !== null && props.onChange(String(ref))}
      options={items.map(({ ref, title }) => ({ id: ref, label: title }))}
    />
  );
}

import { Profile } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** For which team or application the key is. */
export function OwnerField(props: {
  profile: Profile;
  value: string | undefined;
  onChange: (ref: string) => void;
}) {
  const { t } = useMessages();
  const { teams, applications, gatewayGroup } = props.profile;
  const sections = [
    { title: t('keys.form.teams'), items: teams },
    { title: t('keys.form.applications'), items: applications },
    {
      title: t('keys.form.gatewayGroup'),
      items: gatewayGroup ? [gatewayGroup] : [],
    },
  ];

  return (
    <Select
      label={t('keys.form.owner')}
      description={t('keys.form.ownerHint')}
      placeholder={t('keys.form.ownerPlaceholder')}
      size="medium"
      isRequired
      value={props.value ?? null}
      onChange={ref => ref !== null && props.onChange(String(ref))}
      options={sections
        .filter(({ items }) => items.length > 0)
        .map(({ title, items }) => ({
          title,
          options: items.map(item => ({ id: item.ref, label: item.title })),
        }))}
    />
  );
}

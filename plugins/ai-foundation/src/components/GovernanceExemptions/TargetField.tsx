import { Profile } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** For which team, or for which of its applications alone. */
export function TargetField(props: {
  profile: Profile;
  value: string | undefined;
  onChange: (ref: string) => void;
}) {
  const { t } = useMessages();
  const { teams, applications } = props.profile;
  const sections = [
    { title: t('keys.form.teams'), items: teams },
    { title: t('keys.form.applications'), items: applications },
  ];
  return (
    <Select
      label={t('exemptions.form.owner')}
      description={t('exemptions.form.ownerHint')}
      placeholder={t('exemptions.form.choose')}
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

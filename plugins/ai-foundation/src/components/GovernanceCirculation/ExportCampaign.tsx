import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { ActionError } from '../ErrorNotice';
import { saveFile } from '../../files/saveFile';

/** Takes a campaign away: for a spreadsheet, or with all that is known of it. */
export function ExportCampaign(props: { version: string }) {
  const { t } = useMessages();
  const csv = useAction(api.exportCampaignCsv);
  const json = useAction(api.exportCampaign);
  const isDemo = useProfile().value?.demo;
  const { version } = props;
  const name = `${isDemo ? 'demo_' : ''}policy-${version}-circulation`;

  const saveCsv = async () => {
    const table = await csv.run({ params: { version } });
    if (table !== undefined) {
      saveFile(`${name}.csv`, 'text/csv;charset=utf-8', table);
    }
  };
  const saveJson = async () => {
    const campaign = await json.run({ params: { version } });
    if (campaign) {
      const text = JSON.stringify(campaign, undefined, 2);
      saveFile(`${name}.json`, 'application/json', text);
    }
  };

  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isPending={csv.isPending}
        onPress={saveCsv}
      >
        {t('circulation.exportCsv')}
      </Button>
      <Button
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isPending={json.isPending}
        onPress={saveJson}
      >
        {t('circulation.exportJson')}
      </Button>
      <ActionError error={csv.error ?? json.error} />
    </>
  );
}

import { Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { LeaveDialog, useLeaveWarning } from '../LeaveWarning';
import { Page } from '../Page';
import { CallSnippets } from './CallSnippets';
import { FirstRequest } from './FirstRequest';
import { KeySecret } from './KeySecret';

/** How do I call a model with the key that I just got? */
export function KeyIssued(props: {
  apiKey: Key;
  secret: string;
  onDone: () => void;
}) {
  const { t } = useMessages();
  const language = useLanguage();
  const { apiKey, secret } = props;
  const [isKept, setKept] = useState(false);
  const warning = useLeaveWarning(!isKept);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(
    new Date(apiKey.expiresAt),
  );

  return (
    <Page
      title={t('keys.issued.title')}
      description={t('keys.issued.description', { id: apiKey.id, date })}
      action={
        <Button variant="primary" isDisabled={!isKept} onPress={props.onDone}>
          {t('keys.issued.done')}
        </Button>
      }
    >
      <KeySecret secret={secret} isKept={isKept} onKept={setKept} />
      <CallSnippets
        apiKey={apiKey}
        secret={secret}
        onCopied={() => setKept(true)}
      />
      <FirstRequest keyId={apiKey.id} />
      <LeaveDialog
        warning={warning}
        title={t('keys.issued.leave.title')}
        description={t('keys.issued.leave.description')}
        stay={t('keys.issued.leave.stay')}
        go={t('keys.issued.leave.go')}
      />
    </Page>
  );
}

import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';

/** Copies a text and says whether that worked. */
export function CopyButton(props: {
  text: string;
  label?: string;
  variant?: 'primary' | 'secondary' | 'tertiary';
  onCopied?: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const [copied, setCopied] = useState(false);

  const copy = async () => {
    try {
      await window.navigator.clipboard.writeText(props.text);
      setCopied(true);
      props.onCopied?.();
    } catch {
      toasts.post({ title: t('common.copyFailed'), status: 'warning' });
    }
  };

  return (
    <Button
      size="small"
      variant={props.variant ?? 'secondary'}
      iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={copy}
    >
      {copied ? t('common.copied') : props.label ?? t('common.copy')}
    </Button>
  );
}

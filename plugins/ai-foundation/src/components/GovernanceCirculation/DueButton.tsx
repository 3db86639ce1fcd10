import { Campaign } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { DueDialog } from './DueDialog';

/** Opens the dialog that moves the due date. */
export function DueButton(props: {
  campaign: Campaign;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" onPress={() => setIsOpen(true)}>
        {t('circulation.due.action')}
      </Button>
      {isOpen && <DueDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

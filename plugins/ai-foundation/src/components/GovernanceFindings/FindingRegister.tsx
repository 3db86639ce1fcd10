import {
  Finding,
  findingTriagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useState } from 'react';
import { useFindings } from '../../hooks/useFindings';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { ItemList } from '../ItemList';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { ExportFindings } from './ExportFindings';
import { FindingItem } from './FindingItem';
import { ReopenDialog } from './ReopenDialog';
import { TriageDialog } from './TriageDialog';

/** Every finding with its state, those that wait for a decision first. */
export function FindingRegister() {
  const { t } = useMessages();
  const findings = useFindings();
  const mayTriage = usePermission({ permission: findingTriagePermission });
  const [chosen, setChosen] = useState<Finding>();
  const close = (isChanged: boolean) => {
    setChosen(undefined);
    if (isChanged) {
      findings.reload();
    }
  };
  const unresolved = findings.value?.unresolved;

  return (
    <Section
      title={t('findings.title')}
      description={
        unresolved !== undefined &&
        t('findings.unresolved', { count: unresolved })
      }
      action={<ExportFindings />}
    >
      <Answered
        answer={findings}
        loading={<Lines count={4} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('findings.none')}
            description={t('findings.noneWhy')}
          />
        }
      >
        {({ items }) => (
          <ItemList>
            {[...items].sort(openFirst).map(finding => (
              <FindingItem
                key={finding.id}
                finding={finding}
                onDecide={
                  mayTriage.allowed ? () => setChosen(finding) : undefined
                }
              />
            ))}
          </ItemList>
        )}
      </Answered>
      {chosen && chosen.state !== 'resolved' && (
        <TriageDialog finding={chosen} onClose={close} />
      )}
      {chosen?.state === 'resolved' && (
        <ReopenDialog finding={chosen} onClose={close} />
      )}
    </Section>
  );
}

function openFirst(a: Finding, b: Finding): number {
  return Number(b.state === 'open') - Number(a.state === 'open');
}

import {
  api,
  contentReadPermission,
  RequestContent,
  RequestDetail,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { CodeBlock } from '../CodeBlock';
import { ActionError } from '../ErrorNotice';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';

/** The prompt and the answer, for who may read them, once they ask for it. */
export function RequestContents(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const mayRead = usePermission({ permission: contentReadPermission }).allowed;
  const read = useAction(api.getRequestContent);
  const [content, setContent] = useState<RequestContent>();
  const { callId, contentKept } = props.request;
  if (!mayRead || !contentKept) {
    return null;
  }
  const show = async () => {
    setContent(await read.run({ params: { id: callId } }));
  };
  return (
    <Section title={t('requests.content.title')}>
      <Text as="p" color="secondary">
        {t('requests.content.why')}
      </Text>
      <ActionError error={read.error} />
      {content ? (
        <Contents content={content} />
      ) : (
        <div>
          <Button variant="secondary" isPending={read.isPending} onPress={show}>
            {t('requests.content.show')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Contents({ content }: { content: RequestContent }) {
  const { t } = useMessages();
  return (
    <>
      <Text as="p" variant="body-small" color="secondary">
        {t('requests.content.kept', {
          when: <RelativeTime instant={content.keptAt} />,
        })}
      </Text>
      <CodeBlock
        caption={t(
          content.promptCut
            ? 'requests.content.promptCut'
            : 'requests.content.prompt',
        )}
        code={content.prompt}
      />
      {content.answer === undefined ? (
        <Text as="p">{t('requests.content.noAnswer')}</Text>
      ) : (
        <CodeBlock
          caption={t(
            content.answerCut
              ? 'requests.content.answerCut'
              : 'requests.content.answer',
          )}
          code={content.answer}
        />
      )}
    </>
  );
}

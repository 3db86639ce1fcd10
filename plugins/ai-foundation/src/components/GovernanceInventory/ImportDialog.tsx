import {
  api,
  UsageFile,
  UsageFilePreview,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Alert,
  Button,
  Radio,
  RadioGroup,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { Sentences } from '../Facts';
import { FormDialog } from '../FormDialog';

const KINDS = ['invoice', 'dns'] as const;
const SKIPPED_SHOWN = 10;

/** Takes a file, after showing what is in it. */
export function ImportDialog(props: {
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const look = useAction(api.previewUsageFile);
  const take = useAction(api.importUsageFile);
  const [file, setFile] = useState<UsageFile>({
    source: 'invoice',
    fileName: '',
    content: '',
  });
  const [preview, setPreview] = useState<UsageFilePreview>();
  const isFilled = file.fileName.trim() !== '' && file.content.trim() !== '';
  // What was looked at is what is taken: a change asks for another look.
  const change = (changes: Partial<UsageFile>) => {
    setFile({ ...file, ...changes });
    setPreview(undefined);
  };

  return (
    <FormDialog
      title={t('inventory.importTitle')}
      confirm={t('inventory.take')}
      done={t('inventory.imported')}
      isComplete={preview !== undefined && preview.problems.length === 0}
      action={take}
      run={() => take.run({ body: file })}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <RadioGroup
        label={t('inventory.kind')}
        value={file.source}
        onChange={id =>
          change({ source: KINDS.find(kind => kind === id) ?? 'invoice' })
        }
      >
        {KINDS.map(kind => (
          <Radio key={kind} value={kind}>
            {t(`inventory.fileKinds.${kind}`)}
          </Radio>
        ))}
      </RadioGroup>
      <TextField
        label={t('inventory.fileName')}
        isRequired
        value={file.fileName}
        onChange={fileName => change({ fileName })}
      />
      <TextAreaField
        label={t('inventory.content')}
        description={t('inventory.contentHint')}
        isRequired
        rows={8}
        value={file.content}
        onChange={content => change({ content })}
      />
      <div>
        <Button
          variant="secondary"
          isDisabled={!isFilled}
          isPending={look.isPending}
          onPress={async () => setPreview(await look.run({ body: file }))}
        >
          {t('inventory.preview')}
        </Button>
      </div>
      <ActionError error={look.error} />
      {preview && <Preview preview={preview} />}
    </FormDialog>
  );
}

function Preview(props: { preview: UsageFilePreview }) {
  const { t } = useMessages();
  const { lines, found, skipped, problems } = props.preview;
  if (problems.length > 0) {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('inventory.problems')}
        description={
          <Sentences
            items={problems.map(({ line, message }) =>
              t('inventory.problem', { line: String(line), message }),
            )}
          />
        }
      />
    );
  }
  return (
    <div role="status">
      <Text as="p">
        {t('inventory.previewFound', {
          lines: String(lines),
          found: String(found.length),
          skipped: String(skipped.length),
        })}
      </Text>
      <Sentences
        items={[
          ...found.map(
            ({ tool, evidence, isKnown }) =>
              `${tool}: ${evidence}${
                isKnown ? ` (${t('inventory.previewKnown')})` : ''
              }`,
          ),
          ...skipped
            .slice(0, SKIPPED_SHOWN)
            .map(({ line, text }) =>
              t('inventory.skipped', { line: String(line), text }),
            ),
        ]}
      />
    </div>
  );
}

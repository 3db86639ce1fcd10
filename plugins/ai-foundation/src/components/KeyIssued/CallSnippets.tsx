import {
  Key,
  Model,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Flex,
  Select,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useProfile } from '../../hooks/useProfile';
import { CodeBlock } from '../CodeBlock';
import { ErrorNotice } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Section } from '../Section';
import styles from './CallSnippets.module.css';
import { SnippetOptions, Snippets } from './snippets/Snippets';
import { snippetsOf } from './snippets/snippetsOf';

const LANGUAGES = ['curl', 'python', 'typescript'] as const;

/** Ready programs for this portal's address and a model of the key. */
export function CallSnippets(props: {
  apiKey: Key;
  secret: string;
  /** The secret was copied along with the shell's lines. */
  onCopied: () => void;
}) {
  const { t } = useMessages();
  const profile = useProfile();
  const models = useModels();
  const error = profile.error ?? models.error;
  const reload = () => {
    profile.reload();
    models.reload();
  };

  return (
    <Section title={t('keys.issued.call')}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!error && (!profile.value || !models.value) && <Lines count={8} />}
      {profile.value && models.value && (
        <Programs
          baseUrls={profile.value.gateway}
          models={models.value.items.filter(model =>
            mayCall(props.apiKey, model),
          )}
          secret={props.secret}
          onCopied={props.onCopied}
        />
      )}
    </Section>
  );
}

function Programs(props: {
  baseUrls: Record<string, string>;
  models: Model[];
  secret: string;
  onCopied: () => void;
}) {
  const { t } = useMessages();
  const { baseUrls, models, secret, onCopied } = props;
  const [chosen, setChosen] = useState(models[0]?.ref);
  const model = models.find(({ ref }) => ref === chosen);
  const dialect = model?.dialect ?? 'openai';
  const baseUrl = baseUrls[dialect] ?? '';
  const snippets = snippetsOf(dialect);

  return (
    <Flex direction="column" gap="4">
      {models.length > 1 && (
        <Select
          label={t('keys.issued.model')}
          value={chosen}
          onChange={ref => ref !== null && setChosen(String(ref))}
          options={models.map(({ ref, title }) => ({ id: ref, label: title }))}
        />
      )}
      {snippets ? (
        <>
          <CodeBlock
            caption={t('keys.issued.shell')}
            code={snippets.shell({ baseUrl, secret })}
            onCopied={onCopied}
          />
          <Languages
            snippets={snippets}
            options={{ baseUrl, model: model?.providerModel ?? '' }}
          />
        </>
      ) : (
        <CodeBlock
          caption={t('keys.issued.address', { dialect })}
          code={baseUrl}
        />
      )}
    </Flex>
  );
}

function Languages(props: { snippets: Snippets; options: SnippetOptions }) {
  const { t } = useMessages();
  const { snippets, options } = props;
  const hints = {
    curl: undefined,
    python: t('keys.issued.installPython', { name: snippets.packages.python }),
    typescript: t('keys.issued.installTypeScript', {
      name: snippets.packages.typescript,
    }),
  };

  return (
    <Tabs>
      <TabList aria-label={t('keys.issued.languages')}>
        {LANGUAGES.map(language => (
          <Tab key={language} id={language}>
            {t(`keys.issued.${language}`)}
          </Tab>
        ))}
      </TabList>
      {LANGUAGES.map(language => (
        <TabPanel key={language} id={language} className={styles.panel}>
          <Flex direction="column" gap="2">
            <CodeBlock
              caption={t('keys.issued.program')}
              code={snippets[language](options)}
            />
            {hints[language] && (
              <Text as="p" variant="body-small" color="secondary">
                {hints[language]}
              </Text>
            )}
          </Flex>
        </TabPanel>
      ))}
    </Tabs>
  );
}

function mayCall(key: Key, model: Model) {
  return (
    model.notRoutableBecause === undefined &&
    (key.models.length === 0 || key.models.includes(model.ref))
  );
}

import { Flex, ToggleButton } from '@backstage/ui';
import { Filters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { ask, isAsked, QuestionId, QUESTIONS } from './questions';

/** What operations asks often, a click each. */
export function RequestQuestions(props: { filters: Filters }) {
  const { t } = useMessages();
  const { filters } = props;
  return (
    <Flex
      gap="2"
      role="group"
      aria-label={t('requests.question.label')}
      style={{ flexWrap: 'wrap' }}
    >
      {(Object.keys(QUESTIONS) as QuestionId[]).map(id => (
        <ToggleButton
          key={id}
          size="small"
          isSelected={isAsked(id, filters)}
          onChange={isOn => ask(isOn ? id : undefined, filters)}
        >
          {t(`requests.question.${id}`)}
        </ToggleButton>
      ))}
    </Flex>
  );
}

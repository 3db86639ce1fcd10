import { useMessages } from '../../hooks/useMessages';
import { isArea } from './auditFilters';

/** An action in words: `key-request.approve` as "Key request: approve". */
export function ActionName(props: { action: string }) {
  const { t } = useMessages();
  const [area, ...verbs] = props.action.split('.');
  const verb = verbs.join(' ').replace(/-/g, ' ');
  return (
    <span title={props.action}>
      {isArea(area) ? t(`audit.areas.${area}`) : area}: {words(verb)}
    </span>
  );
}

/** `endOverlap` as "end overlap". */
function words(text: string): string {
  return text.replace(/([a-z])([A-Z])/g, '$1 $2').toLocaleLowerCase('en-US');
}

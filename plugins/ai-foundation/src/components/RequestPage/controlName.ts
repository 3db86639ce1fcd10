import { Translate } from '../../hooks/useMessages';

const KNOWN = [
  'key',
  'owner',
  'aup',
  'model',
  'approval',
  'price',
  'tier',
  'scope',
  'inspection',
  'ceiling',
  'rate',
  'concurrency',
] as const;

/** What people call a control; its id, where this page does not know it yet. */
export function controlName(control: string, t: Translate): string {
  const known = KNOWN.find(id => id === control);
  return known ? t(`requests.one.control.${known}`) : control;
}

import { useLanguage } from '../../hooks/useLanguage';

/** A whole number with its thousands apart. */
export function Quantity(props: { value: number }) {
  const language = useLanguage();
  return <>{new Intl.NumberFormat(language).format(props.value)}</>;
}

import { RequirementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Sentences } from '../Facts';
import { Status, Tone } from '../Status';
import { useMessages } from '../../hooks/useMessages';

const TONES: Record<RequirementState['state'], Tone> = {
  met: 'positive',
  'not-met': 'negative',
  stale: 'warning',
};

/** Whether something that the organisation needs is there, and why not. */
export function Standing(props: { state: RequirementState }) {
  const { t } = useMessages();
  const { state, reasons } = props.state;
  return (
    <>
      <Status tone={TONES[state]}>{t(`seats.state.${state}`)}</Status>
      <Sentences items={reasons} />
    </>
  );
}

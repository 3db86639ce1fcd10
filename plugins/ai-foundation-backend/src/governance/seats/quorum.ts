import { seatFunctionSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Attendee, Charter, CharterText, Quorum } from './types';

/** The four that a working group needs. */
export const FUNCTIONS = seatFunctionSchema.options;

/** The newest version that was approved; charters come the newest first. */
export function charterInForce(charters: Charter[]): Charter | undefined {
  return charters.find(({ approvedAtMs }) => approvedAtMs !== undefined);
}

/** Whether those who attended could decide. The sponsor is no member. */
export function quorumOf(charter: CharterText, attendees: Attendee[]): Quorum {
  const present = attendees.filter(({ seat }) => seat !== 'sponsor').length;
  const missingFunctions = charter.everyFunction
    ? FUNCTIONS.filter(name => !attendees.some(({ seat }) => seat === name))
    : [];
  return {
    needed: charter.quorum,
    present,
    missingFunctions,
    reached: present >= charter.quorum && missingFunctions.length === 0,
  };
}

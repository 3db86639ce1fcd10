import { Actor } from './AuditTrail';
import { UserCredentials } from './implementRoute';

/** The signed-in person as the catalog names people. */
export function actorOf({ principal }: UserCredentials): Actor {
  return {
    userRef: principal.userEntityRef.toLocaleLowerCase('en-US'),
    origin: 'user',
  };
}

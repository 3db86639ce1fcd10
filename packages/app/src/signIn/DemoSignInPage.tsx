import { ProxiedSignInPage } from '@backstage/core-components';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { chosenPerson } from './chosenPerson';
import { PeoplePage } from './PeoplePage';
import { withSignOut } from './withSignOut';

/**
 * Lets anyone choose one of the example people. The browser remembers the
 * choice until sign-out, so that a reload asks nobody again.
 */
export function DemoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [choice, setChoice] = useState(() => ({
    userRef: chosenPerson.get(),
    attempt: 0,
  }));

  const choose = (userRef: string) => {
    chosenPerson.set(userRef);
    setChoice(({ attempt }) => ({ userRef, attempt: attempt + 1 }));
  };

  if (!choice.userRef) {
    return <PeoplePage onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={choice.attempt}
      provider="demo"
      headers={{ 'x-demo-person': choice.userRef }}
      onSignInSuccess={identityApi =>
        onSignInSuccess(withSignOut(identityApi, chosenPerson.forget))
      }
      ErrorComponent={({ error }) => (
        <PeoplePage onChoose={choose} refusal={error} />
      )}
    />
  );
}

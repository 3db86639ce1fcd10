import { SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  githubAuthApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { DemoSignInPage } from './DemoSignInPage';

const github = {
  id: 'github-auth-provider',
  title: 'GitHub',
  message: 'Sign in with GitHub',
  apiRef: githubAuthApiRef,
};

/** The example people where the portal is a demo, else a real provider. */
export function PortalSignInPage(props: SignInPageProps) {
  const isDemo = useApi(configApiRef).getOptionalBoolean('aiFoundation.demo');
  return isDemo ? (
    <DemoSignInPage {...props} />
  ) : (
    <SignInPage {...props} providers={[github]} />
  );
}

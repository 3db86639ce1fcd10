import { APIRequestContext, expect } from '@playwright/test';

/** Calls the control plane as one of the example people, to prepare what a test is not about. */
export async function callControlPlane<T>(
  request: APIRequestContext,
  userRef: string,
  call: {
    method: 'get' | 'post' | 'put' | 'delete';
    path: string;
    data?: object;
  },
): Promise<T> {
  const session = await request.get('/api/auth/demo/refresh', {
    headers: {
      'x-demo-person': userRef,
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  const { backstageIdentity } = await session.json();
  const answer = await request.fetch(`/api/ai-foundation${call.path}`, {
    method: call.method,
    headers: { authorization: `Bearer ${backstageIdentity.token}` },
    data: call.data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

import {
  api,
  gatewayReadPermission,
  gatewayValidatePermission,
  ValidationKind,
  ValidationRunDetail,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { requirePerson } from '../../kernel/requirePerson';
import { EndToEnd } from './EndToEnd';
import { Validate } from './createValidation';
import { ValidationService } from './ValidationService';

export function validationRouter(
  kernel: Kernel,
  service: ValidationService,
  validations: Readonly<
    Record<Exclude<ValidationKind, 'end-to-end'>, Validate>
  >,
  endToEnd: EndToEnd,
): Router {
  const { auditor, catalogView, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  /** The person who may start a validation. */
  async function starter(credentials: UserCredentials): Promise<string> {
    await authorize(permissions, gatewayValidatePermission, credentials);
    const { userEntityRef } = credentials.principal;
    requirePerson(userEntityRef, await catalogView.current());
    return userEntityRef;
  }

  async function start(
    kind: keyof typeof validations,
    credentials: UserCredentials,
  ): Promise<ValidationRunDetail> {
    return service.run(kind, await starter(credentials), validations[kind]);
  }

  implementRoute(
    router,
    api.getValidation,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, gatewayReadPermission, credentials);
      return { items: await service.states() };
    },
  );

  implementRoute(
    router,
    api.listValidationRuns,
    httpAuth,
    async ({ credentials, query }) => {
      await authorize(permissions, gatewayReadPermission, credentials);
      return { items: await service.list(query) };
    },
  );

  implementRoute(
    router,
    api.getValidationRun,
    httpAuth,
    async ({ credentials, params }) => {
      await authorize(permissions, gatewayReadPermission, credentials);
      return service.get(params.id);
    },
  );

  implementChange(
    router,
    api.runProbes,
    { httpAuth, auditor, id: 'gateway-probes' },
    async ({ credentials }) => start('probes', credentials),
  );

  implementChange(
    router,
    api.runRevocationDrill,
    { httpAuth, auditor, id: 'gateway-revocation-drill' },
    async ({ credentials }) => start('revocation-drill', credentials),
  );

  implementChange(
    router,
    api.runLogFreshness,
    { httpAuth, auditor, id: 'gateway-log-freshness' },
    async ({ credentials }) => start('log-freshness', credentials),
  );

  implementChange(
    router,
    api.runProviderChecks,
    { httpAuth, auditor, id: 'gateway-provider-checks' },
    async ({ credentials }) => start('providers', credentials),
  );

  implementChange(
    router,
    api.runEndToEnd,
    { httpAuth, auditor, id: 'gateway-end-to-end' },
    async ({ body, credentials }) => {
      const userRef = await starter(credentials);
      const prepared = await endToEnd.prepare(body);
      return service.run('end-to-end', userRef, prepared.run);
    },
  );

  return router;
}

import {
  api,
  inventoryManagePermission,
  inventoryReadAllPermission,
  inventoryReportPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { DiscoveryService } from './DiscoveryService';
import {
  InventoryReader,
  toCsv,
  toDeclaration,
  toInventory,
  toItem,
  toRun,
  visibleItems,
} from './inventoryAnswers';
import { InventoryService } from './InventoryService';

/** Reading the inventory, looking for uses, and deciding about them. */
export function inventoryRouter(
  kernel: Kernel,
  inventory: InventoryService,
  discovery: DiscoveryService,
): Router {
  const { auditor, catalogView, clock, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  const readerOf = async (
    credentials: UserCredentials,
  ): Promise<InventoryReader> => {
    await authorize(permissions, inventoryReportPermission, credentials);
    const may = (permission: typeof inventoryManagePermission) =>
      isAllowed(permissions, permission, credentials);
    const [caller, readsAll, manages] = await Promise.all([
      kernel.teamAccess.caller(credentials),
      may(inventoryReadAllPermission),
      may(inventoryManagePermission),
    ]);
    return { caller, readsAll: readsAll || manages, manages };
  };

  implementRoute(
    router,
    api.getInventory,
    httpAuth,
    async ({ credentials }) => {
      const reader = await readerOf(credentials);
      const [view, catalog] = await Promise.all([
        inventory.view(),
        catalogView.current(),
      ]);
      return toInventory(view, reader, catalog, clock());
    },
  );

  implementRoute(
    router,
    api.exportInventoryItems,
    httpAuth,
    async ({ credentials }) => {
      const reader = await readerOf(credentials);
      const { items } = await inventory.view();
      return toCsv(visibleItems(items, reader, await catalogView.current()));
    },
  );

  implementRoute(
    router,
    api.exportInventorySnapshot,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, inventoryReadAllPermission, credentials);
      const { snapshot, snapshotSha256 } = await inventory.view();
      return { sha256: snapshotSha256, snapshot };
    },
  );

  implementRoute(
    router,
    api.previewUsageFile,
    httpAuth,
    async ({ body, credentials }) => {
      await authorize(permissions, inventoryManagePermission, credentials);
      return discovery.preview(body);
    },
  );

  implementChange(
    router,
    api.importUsageFile,
    { httpAuth, auditor, id: 'inventory-import' },
    async ({ body, credentials }) => {
      await authorize(permissions, inventoryManagePermission, credentials);
      return toRun(await discovery.importFile(actorOf(credentials), body));
    },
  );

  implementChange(
    router,
    api.scanCatalog,
    { httpAuth, auditor, id: 'inventory-scan' },
    async ({ credentials }) => {
      await authorize(permissions, inventoryManagePermission, credentials);
      return toRun(await discovery.scanCatalog(actorOf(credentials)));
    },
  );

  implementChange(
    router,
    api.disposeUsage,
    { httpAuth, auditor, id: 'inventory-dispose' },
    async ({ params, body, credentials }) => {
      await authorize(permissions, inventoryManagePermission, credentials);
      return toItem(
        await inventory.dispose(actorOf(credentials), params.id, body),
        await readerOf(credentials),
        clock(),
      );
    },
  );

  implementChange(
    router,
    api.declareInventory,
    { httpAuth, auditor, id: 'inventory-declare' },
    async ({ body, credentials }) => {
      await authorize(permissions, inventoryManagePermission, credentials);
      const declaration = await inventory.declare(actorOf(credentials), body);
      return toDeclaration(declaration, declaration.sha256);
    },
  );

  return router;
}

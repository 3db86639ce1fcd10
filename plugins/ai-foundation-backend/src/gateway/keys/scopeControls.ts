import {
  DataTierEntity,
  KeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { liveExemption } from '../../governance/exemptions/liveExemption';
import { GovernedModel, tierOf } from '../../governance/models/GovernedModel';
import { KeyRequestContext, ResolvedKeyRequest } from './KeyRequestContext';
import { KeyControlVerdict } from './types';
import { approval, failed, listed, passed } from './verdicts';

/* What the key is for: purpose, data and models. */

export function purposeControl(
  { purpose }: KeyRequest,
  { aup }: KeyRequestContext,
): KeyControlVerdict {
  const purposes = aup?.document.purposes ?? [];
  const permitted = purposes.find(({ id }) => id === purpose);
  return permitted
    ? passed('purpose', `The policy permits '${permitted.title}'.`)
    : failed(
        'purpose',
        `The policy permits no purpose '${purpose}'. It permits: ${listed(
          purposes.map(({ id }) => id),
        )}.`,
      );
}

export function tierControl(
  request: KeyRequest,
  { tier }: ResolvedKeyRequest,
  { catalog, limits }: KeyRequestContext,
): KeyControlVerdict {
  if (!tier) {
    return failed(
      'tier',
      `There is no data tier '${request.tier}'. There are: ${listed([
        ...catalog.tiers.keys(),
      ])}.`,
    );
  }
  const { maxTier } = limits.automatic;
  const highest = catalog.tiers.get(maxTier);
  return highest && tier.spec.rank <= highest.spec.rank
    ? passed('tier', `The key may carry data up to ${tier.metadata.name}.`)
    : approval(
        'tier',
        `Policy issues keys for data up to ${maxTier} by itself, and ${tier.metadata.name} is above that.`,
      );
}

export function dataSourcesControl(
  { tier, applicationRef }: ResolvedKeyRequest,
  { requiredTier }: KeyRequestContext,
): KeyControlVerdict {
  if (!requiredTier) {
    return passed(
      'data-sources',
      applicationRef
        ? 'The application depends on no data source of the catalog.'
        : 'The key is for no application whose data sources the catalog knows.',
    );
  }
  return tier && tier.spec.rank >= requiredTier.tier.spec.rank
    ? passed('data-sources', requiredTier.because)
    : failed(
        'data-sources',
        `${requiredTier.because} A key for it is at least for ${requiredTier.tier.metadata.name} data.`,
      );
}

export function modelsControl(
  request: KeyRequest,
  resolved: ResolvedKeyRequest,
  context: KeyRequestContext,
): KeyControlVerdict {
  const { models } = resolved;
  const problems = models.flatMap((model, index) =>
    model
      ? modelProblems(model, resolved, context)
      : [`There is no model '${request.models[index]}' in the catalog.`],
  );
  if (problems.length > 0) {
    return failed('models', problems.join(' '));
  }
  const beyond = models.flatMap(model =>
    model && model.entity.spec.lifecycle !== 'production'
      ? [
          `${nameOf(model)} is ${
            model.entity.spec.lifecycle
          }, and policy issues keys for models in production by itself.`,
        ]
      : [],
  );
  return beyond.length > 0
    ? approval('models', beyond.join(' '))
    : passed('models', 'The models are approved for data of this tier.');
}

function modelProblems(
  model: GovernedModel,
  resolved: ResolvedKeyRequest,
  { catalog, exemptions, nowMs }: KeyRequestContext,
): string[] {
  const { approval: state, entity, external, notRoutableBecause } = model;
  const { tier, teamRef, applicationRef } = resolved;
  const name = nameOf(model);
  if (state !== 'approved') {
    return [`${name} is not approved. ${notRoutableBecause.join(' ')}`];
  }
  if (!tier) {
    return [];
  }
  const isClosed = tier.spec.handling.externalProviders === 'exemption-only';
  const use = {
    teamRef: teamRef ?? '',
    applicationRef,
    keyId: undefined,
    tier: tierName(tier),
    modelRef: model.ref,
  };
  // As at the gateway, it lifts the ban on outside providers and the model's own bound.
  if (isClosed && liveExemption(exemptions, use, nowMs)) {
    return [];
  }
  const modelTier = catalog.tiers.get(tierOf(entity));
  if (!modelTier || modelTier.spec.rank < tier.spec.rank) {
    return [
      `${name} is approved up to ${entity.spec.tier}, not for ${tier.metadata.name}.`,
    ];
  }
  return isClosed && external
    ? [
        `${name} runs at an external provider, where data of ${tier.metadata.name} must not go without an exemption.`,
      ]
    : [];
}

/** As tiers are looked up. */
export function tierName(tier: DataTierEntity): string {
  return tier.metadata.name.toLocaleLowerCase('en-US');
}

function nameOf({ entity }: GovernedModel): string {
  return entity.metadata.title ?? entity.metadata.name;
}

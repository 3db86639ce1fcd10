import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  isUserEntity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  UserEntity,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Marks the people that the demo lets anyone sign in as. */
export const ANNOTATION_DEMO_PERSON = 'ai-foundation.dev/demo-person';

/** A person to sign in as, as the sign-in page shows them. */
export type DemoPerson = {
  userRef: string;
  name: string;
  jobTitle?: string;
  groups: Array<{ ref: string; title: string; type: string }>;
};

/** The people of the catalog that carry the annotation. */
export class DemoPeople {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  static create(options: { catalog: CatalogService; auth: AuthService }) {
    return new DemoPeople(options);
  }

  private constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async list(): Promise<DemoPerson[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.getEntities(
      { filter: { kind: ['User', 'Group'] } },
      { credentials },
    );
    const entities = new Map(
      items.map(entity => [stringifyEntityRef(entity), entity]),
    );
    return items
      .filter(isUserEntity)
      .filter(isDemoPerson)
      .map(user => toDemoPerson(user, entities))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  /**
   * The user behind `userRef`.
   *
   * @throws NotAllowedError where it names nobody, or nobody of the demo. Both
   *   get the same words, so that refs cannot be probed.
   */
  async get(userRef: string): Promise<UserEntity> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entity = await this.#catalog.getEntityByRef(parseUserRef(userRef), {
      credentials,
    });
    if (!entity || !isUserEntity(entity) || !isDemoPerson(entity)) {
      throw refusal(userRef);
    }
    return entity;
  }
}

function parseUserRef(userRef: string) {
  try {
    return parseEntityRef(userRef, { defaultKind: 'User' });
  } catch {
    throw refusal(userRef);
  }
}

function refusal(userRef: string): NotAllowedError {
  return new NotAllowedError(
    `'${userRef}' is not one of the people of the demo`,
  );
}

function isDemoPerson(user: Entity): boolean {
  return user.metadata.annotations?.[ANNOTATION_DEMO_PERSON] === 'true';
}

function toDemoPerson(
  user: UserEntity,
  entities: Map<string, Entity>,
): DemoPerson {
  const memberOf = (user.relations ?? []).filter(
    relation => relation.type === RELATION_MEMBER_OF,
  );
  return {
    userRef: stringifyEntityRef(user),
    name: user.spec.profile?.displayName ?? user.metadata.name,
    jobTitle: user.metadata.description,
    groups: memberOf.flatMap(({ targetRef }) => {
      const group = entities.get(targetRef);
      return group
        ? [
            {
              ref: targetRef,
              title: group.metadata.title ?? group.metadata.name,
              type: String(group.spec?.type),
            },
          ]
        : [];
    }),
  };
}

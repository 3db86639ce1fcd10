export const policyMessages = {
  title: 'Policy',
  version: '{{title}}, version {{version}}',
  publishedBy: 'Published {{when}} by {{name}}',
  hash: 'SHA-256 {{hash}} of its text',
  rules: 'The rules',
  rulesDescription: 'Each rule has a number by which decisions refer to it.',
  purposes: 'What keys may be for',
  text: 'The text as it was published',
  textCaption: 'Markdown, UTF-8; the SHA-256 above is taken of it',
  versions: {
    title: 'Versions',
    description: 'A published version is never changed.',
    inForce: 'In force',
    read: 'Read version {{version}}',
  },
  old: {
    title: 'This is version {{version}}, not the one in force',
    action: 'Read the version in force',
  },
  empty: {
    title: 'No policy is published yet',
    description:
      'The acceptable use policy will show here, with what is permitted and what is not. Until it is published no key can be issued. The governance working group publishes it.',
  },
  acknowledge: {
    title: 'Your acknowledgement',
    statement:
      'I have read version {{version}} of the acceptable use policy. I use models only as it permits, and I answer for what I send to them.',
    record:
      'Your name, the time and the SHA-256 of this text are recorded and shown to your team.',
    action: 'Acknowledge version {{version}}',
    done: 'You acknowledged version {{version}} {{when}}.',
    next: 'You can get a key now.',
    toast: 'Version {{version}} is acknowledged',
    changedTitle: 'The policy has changed meanwhile',
    changed:
      'Another version came into force after you opened this page, so nothing was recorded. Load it and read what is new.',
    reload: 'Load the new version',
    notAllowed: 'Your role may read the policy, but not acknowledge it.',
  },
} as const;

import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MarkdownContent } from '@backstage/core-components';
import { Text } from '@backstage/ui';
import { AupEligible, AupPurposeList, AupSection } from '../PolicyText';
import { PartId } from './parts';

/** A part of the policy as its readers will see it. */
export function PartPreview(props: { part: PartId; document: AupDocument }) {
  const { title, introduction, eligible, purposes, sections } = props.document;
  switch (props.part) {
    case 'general':
      return (
        <>
          <Text as="h4" variant="title-x-small" weight="bold">
            {title}
          </Text>
          <MarkdownContent content={introduction} />
        </>
      );
    case 'eligible':
      return eligible ? <AupEligible eligible={eligible} /> : null;
    case 'purposes':
      return <AupPurposeList purposes={purposes} />;
    default: {
      const section = sections.find(({ id }) => id === props.part);
      return section ? <AupSection section={section} /> : null;
    }
  }
}

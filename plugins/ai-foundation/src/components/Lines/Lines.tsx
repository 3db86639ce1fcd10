import { Flex, Skeleton } from '@backstage/ui';

/** The shape of some lines of text while they load. */
export function Lines(props: { count: number; height?: number }) {
  return (
    <Flex direction="column" gap="2" aria-busy="true">
      {Array.from({ length: props.count }, (_, index) => (
        <Skeleton key={index} width="100%" height={props.height ?? 20} />
      ))}
    </Flex>
  );
}

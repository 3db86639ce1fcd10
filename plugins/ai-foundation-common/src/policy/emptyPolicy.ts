import { AUP_SECTION_IDS, AupDocument } from '../api/schemas';

const TITLES: Record<(typeof AUP_SECTION_IDS)[number], string> = {
  'permitted-uses': 'Permitted uses',
  'prohibited-uses': 'Prohibited uses',
  'data-handling': 'Data handling',
  'intellectual-property': 'Intellectual property',
  'human-oversight': 'Human oversight',
};

/** Where a first policy starts from: the sections that it must have. @public */
export function emptyPolicy(): AupDocument {
  return {
    title: 'Acceptable use of generative AI',
    introduction: '',
    eligible: { text: '', groups: [] },
    purposes: [],
    sections: AUP_SECTION_IDS.map(id => ({
      id,
      title: TITLES[id],
      text: '',
      ...(id === 'data-handling' && { tiers: [] }),
      rules: [],
    })),
  };
}

const SAFE = { filtered: false, severity: 'safe' };

/** What Azure says of the prompt before the answer: a chunk without choices. */
export function promptFilterChunk() {
  return {
    id: '',
    object: '',
    created: 0,
    model: '',
    choices: [],
    prompt_filter_results: [
      {
        prompt_index: 0,
        content_filter_results: {
          hate: SAFE,
          self_harm: SAFE,
          sexual: SAFE,
          violence: SAFE,
        },
      },
    ],
  };
}

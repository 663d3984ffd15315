/** A question with its answer in one language. */
export interface AskedBefore {
  readonly question: string;
  readonly answer: string;
}

/** Words that nearly every question has, so that they say nothing about what it asks. */
const EMPTY_ZH =
  /请问|怎么办理|怎么办|怎么|怎样|如何|什么|哪里|哪儿|哪些|多少|可以|需要|能不能|要不要|是不是|我想|一下|谢谢|您好|你好|[吗呢啊吧的了么要]/g;
const EMPTY_EN = new Set(
  'a an and any are as at be can do does for from get have how i in is it may me my need of on or the there to what when where which who with you your'.split(
    ' ',
  ),
);

/**
 * The parts by which texts are compared: pairs of neighbouring Chinese characters, and words of other scripts without a
 * plural's ending.
 */
function partsOf(text: string): ReadonlySet<string> {
  const lower = text.toLowerCase().replace(EMPTY_ZH, ' ');
  const parts = new Set<string>();
  for (const run of lower.match(/[\u4e00-\u9fff]+/g) ?? []) {
    if (run.length === 1) parts.add(run);
    for (let at = 0; at + 1 < run.length; at += 1) parts.add(run.slice(at, at + 2));
  }
  for (const word of lower.match(/[a-z0-9]+/g) ?? []) {
    if (!EMPTY_EN.has(word)) parts.add(word.replace(/(?:es|s)$/, ''));
  }
  return parts;
}

const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  let count = 0;
  for (const part of one) if (other.has(part)) count += 1;
  return count;
};

/** A part of the question says more than one of the answer, which explains much besides. */
const QUESTION_WEIGHT = 3;

/**
 * Those of the entries that have something in common with a text, the most alike first. It runs in the console too.
 */
export function searchFaq<Entry>(
  entries: readonly Entry[],
  text: string,
  wordsOf: (entry: Entry) => AskedBefore,
): readonly Entry[] {
  const asked = partsOf(text);
  if (asked.size === 0) return [];
  return entries
    .map((entry) => {
      const words = wordsOf(entry);
      const inQuestion = shared(asked, partsOf(words.question));
      return { entry, score: QUESTION_WEIGHT * inQuestion + shared(asked, partsOf(words.answer)) };
    })
    .filter((found) => found.score >= QUESTION_WEIGHT)
    .sort((one, other) => other.score - one.score)
    .map((found) => found.entry);
}

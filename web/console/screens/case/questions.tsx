import { typeOf } from '../../api/station.ts';
import { words } from '../../text/words.ts';

type Given = Readonly<Record<string, unknown>>;
type QuestionWords = Readonly<
  Record<string, { readonly ask: string; readonly choices: Readonly<Record<string, string>> }>
>;

/** The sentence of a question of a type, and of an answer to it. */
export function questionWords(type: string, name: string) {
  const { questions } = words();
  return (questions as unknown as Readonly<Record<string, QuestionWords | undefined>>)[type]?.[name];
}

/** The closed questions of a type; each answer is one tap. */
export function Questions({
  type,
  given,
  change,
}: {
  readonly type: string;
  readonly given: Given;
  readonly change: (values: Given) => void;
}) {
  const details = (given.details ?? {}) as Readonly<Record<string, string>>;
  const { walkIn } = words();
  return (
    <>
      {typeOf(type)?.questions.map(({ name, choices, required }) => {
        const sentence = questionWords(type, name);
        return (
          <fieldset class="field" key={`${type}-${name}`}>
            <legend class="label">
              {sentence?.ask ?? name} {!required && <span class="opt">{walkIn.optional}</span>}
            </legend>
            <div class="choices">
              {choices.map((choice) => (
                <label key={choice} class="choice">
                  <input
                    type="radio"
                    name={`question-${name}`}
                    checked={details[name] === choice}
                    onChange={() => change({ details: { ...details, [name]: choice } })}
                  />
                  <span>{sentence?.choices[choice] ?? choice}</span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
    </>
  );
}

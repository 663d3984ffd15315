import { problemCodes, statusOf } from '../../shared/http/problem.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import type { openapi } from './openapi.ts';
import { pageStyle } from './page-style.ts';
import { type JsonSchema, shapeText } from './shape-text.ts';

type Document = ReturnType<typeof openapi>;

/** The part of an operation that the page shows, as openapi.ts writes it. */
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
}

interface Content {
  readonly content?: Readonly<
    Record<
      string,
      {
        readonly schema?: JsonSchema;
        readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
      }
    >
  >;
}

/** An operation with its method and path. */
type Route = Operation & { readonly route: string };

/**
 * Renders the document as one HTML page without scripts or external resources. Each route and each problem has an
 * anchor.
 */
export function docsPage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).map(([method, operation]) => ({
      ...operation,
      route: `${method.toUpperCase()} ${path}`,
    })),
  );
  const groups = (document.tags ?? []).map(({ name, description = '' }) => ({
    name,
    description,
    members: operations.filter(({ tags }) => tags.includes(name)),
  }));
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, JsonSchema][];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Huiying API</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>Huiying API</h1>
<p>${escaped(document.info.description ?? '')}</p>
<p>The same for programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI ${escaped(document.openapi)}).</p>
</header>
<nav aria-label="Routes"><ul>
${groups.flatMap(({ members }) => members.map(routeLink)).join('\n')}
</ul></nav>
<main>
${groups.map(groupSection).join('\n')}
<h2>Shapes</h2>
${schemas.map(([name, schema]) => `<section class="route" id="${anchor(name)}"><h3>${escaped(name)}</h3>${code(shapeText(schema))}</section>`).join('\n')}
<h2>Problems</h2>
<table><thead><tr><th scope="col">code</th><th scope="col">status</th><th scope="col">meaning</th></tr></thead><tbody>
${problemCodes.map(problemRow).join('\n')}
</tbody></table>
</main>
</body>
</html>
`;
}

const routeLink = ({ operationId, route }: Route): string =>
  `<li><a href="#${anchor(operationId)}"><code>${escaped(route)}</code></a></li>`;

interface Group {
  readonly name: string;
  readonly description: string;
  readonly members: readonly Route[];
}

const groupSection = ({ name, description, members }: Group): string =>
  `<h2>${escaped(name)}</h2>\n<p>${escaped(description)}.</p>\n${members.map(routeSection).join('\n')}`;

function routeSection({
  operationId,
  route,
  summary,
  description,
  parameters = [],
  requestBody,
  responses,
}: Route): string {
  const body = shapeOf(requestBody);
  return `<section class="route" id="${anchor(operationId)}">
<h3><code>${escaped(route)}</code> ${escaped(operationId)}</h3>
<p>${escaped(summary)}. <em>${escaped(description)}.</em></p>
${parameters.length > 0 ? code(parameters.map(({ in: where, name, required, schema }) => `${where} ${name}${required ? '' : '?'}: ${shapeText(schema)}`).join('\n')) : ''}
${body === '' ? '' : `<details open><summary>Body</summary>${code(body)}${examplesOf(requestBody)}</details>`}
${Object.entries(responses)
  .map(([status, answer]) => responseLine(status, answer))
  .join('\n')}
</section>`;
}

function responseLine(status: string, answer: Operation['responses'][string]): string {
  const line = `<strong>${escaped(status)}</strong> ${escaped(answer.description)}`;
  const shape = shapeOf(answer);
  return shape === ''
    ? `<p>${line}</p>`
    : `<details><summary>${line}</summary>${code(shape)}${examplesOf(answer)}</details>`;
}

/** The examples of the first media type; those of problems, which are references, stand in the table of problems. */
const examplesOf = ({ content = {} }: Content = {}): string =>
  Object.entries(Object.values(content)[0]?.examples ?? {})
    .filter(([, { value }]) => value !== undefined)
    .map(([name, { value }]) => `<p>Example ${escaped(name)}</p>${code(JSON.stringify(value, undefined, 2))}`)
    .join('');

const shapeOf = ({ content = {} }: Content = {}): string =>
  Object.values(content)
    .flatMap(({ schema }) => (schema === undefined ? [] : [shapeText(schema)]))
    .join('\n');

/** A problem's `type` URL links to this row, which explains it in both languages. */
function problemRow(problem: (typeof problemCodes)[number]): string {
  const [zh, en] = [wordsOf('zh-CN'), wordsOf('en')].map((words) => words.problems[problem].title);
  return `<tr id="${anchor(problem)}"><td><code>${escaped(problem)}</code></td><td>${statusOf[problem]}</td><td>${escaped(en ?? '')} · <span lang="zh-CN">${escaped(zh ?? '')}</span></td></tr>`;
}

const code = (text: string): string => `<pre><code>${escaped(text)}</code></pre>`;

const anchor = (name: string): string => name.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-|-$/g, '');

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

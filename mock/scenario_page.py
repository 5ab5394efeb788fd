"""The table of scenarios as a web page."""

import json
from html import escape

from mock.fault_plan import Fault
from mock.outcomes import Answer, Download, Kind, Scenario
from mock.scenarios import TABLE

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mock provider server</title>
<style>
:root {{ color-scheme: light dark; --ink: #1c2330; --soft: #5b6577; --ground: #f7f8fa;
  --card: #fff; --line: #dde2ea; --code: #eef1f6; --mark: #3a5bd9; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e6e9f0; --soft: #9aa4b6;
  --ground: #12151b; --card: #1a1f28; --line: #2c3442; --code: #232a36; --mark: #93aaff; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }}
main {{ max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }}
h2 {{ margin: 2.5rem 0 .25rem; font-size: 1.25rem; }}
h1 {{ margin: 0 0 .25rem; font-size: 1.75rem; letter-spacing: -.01em; }}
p {{ max-width: 44rem; margin: .5rem 0; color: var(--soft); }}
a {{ color: var(--mark); }}
table {{ width: 100%; margin-top: 1.75rem; border-collapse: collapse; background: var(--card);
  border: 1px solid var(--line); border-radius: .5rem; }}
th, td {{ padding: .7rem .9rem; text-align: left; vertical-align: top;
  border-top: 1px solid var(--line); }}
thead th {{ border-top: 0; font-size: .8rem; font-weight: 600; color: var(--soft); }}
code, pre {{ font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }}
code {{ padding: .1rem .35rem; border-radius: .25rem; background: var(--code); }}
tbody th code {{ font-size: 1rem; color: var(--mark); }}
.effect {{ margin: 0; }}
summary {{ cursor: pointer; color: var(--mark); font-size: .9rem; }}
pre {{ margin: .5rem 0; padding: .7rem; overflow-x: auto; border-radius: .375rem;
  background: var(--code); user-select: all; white-space: pre-wrap; overflow-wrap: anywhere; }}
button {{ padding: .15rem .6rem; border: 1px solid var(--line); border-radius: .25rem;
  background: var(--card); color: var(--mark); font: inherit; font-size: .85rem; cursor: pointer; }}
@media (max-width: 44rem) {{ thead {{ display: none; }} tr, th, td {{ display: block; }}
  th, td {{ border-top: 0; padding: .25rem .9rem; }} tr {{ border-top: 1px solid var(--line);
  padding: .6rem 0; }} }}
</style>
</head>
<body>
<main>
<h1>Mock provider server</h1>
<p>Imitates OpenAI Images, Mureka and Ollama. Nothing here costs money, and any Bearer token will
do. A four-digit code in the text decides what happens: in the prompt of an image, in the lyrics of
a song, in what is said last to a language model. The rest of Mureka is steered like songs: by the
prompt of an instrumental or of lyrics, by the URL of a recording. Text without a code succeeds.</p>
<p><code>30s</code> in a style prompt (any number of seconds up to 999) is the time until a song or
an instrumental is done and the length of its audio.
What was asked so far: <a href="/_mock/requests">requests</a>.</p>
<table>
<thead><tr><th>Code</th><th>For</th><th>What happens</th><th>Example text</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
<h2>Random faults</h2>
<p>They come without any code, the same ones for the same seed, until <code>{{}}</code> is posted or
the mock is reset. On: post, query, download. Kinds: {faults}.</p>
{random}
<p>Forget requests, tasks, money and faults:</p>
{reset}
</main>
</body>
</html>
"""

_ROW = """<tr id="{code}">
<th scope="row"><code>{code}</code></th>
<td>{kinds}</td>
<td><strong>{title}</strong><p class="effect">{effect}</p>{examples}</td>
<td>{example}</td>
</tr>"""

_COPY = """<button type="button"
onclick="navigator.clipboard.writeText(this.previousElementSibling.textContent)">Copy</button>"""
_EXAMPLE = f"<details><summary>curl for {{kind}}</summary><pre>{{curl}}</pre>{_COPY}</details>"
_COMMAND = f"<pre class='command'>{{}}</pre>{_COPY}"
_FAULTS = {"seed": 7, "rates": {"rate_limit": 0.1, "drop": 0.05}, "on": ["post", "query"]}


def _request(row: Scenario, kind: Kind) -> tuple[str, dict[str, object]]:
    """The path, and a body that this row answers."""
    if kind is Kind.SONG:
        return "v1/song/generate", {"lyrics": row.example, "prompt": "acoustic folk 5s"}
    if kind is Kind.TEXT:
        messages = [{"role": "user", "content": row.example}]
        return "api/chat", {"model": "llama3.2", "messages": messages}
    body: dict[str, object] = {"prompt": row.example}
    # Only dall-e-3, the default here, answers with a URL to download from.
    if row.download is Download.WHOLE:
        body = {"model": "gpt-image-2", **body}
    if row.answer is Answer.BROKEN_STREAM:
        body = {**body, "stream": True, "partial_images": 1}
    return "v1/images/generations", body


def _curl(url: str, body: object) -> str:
    # The body stands in single quotes, where a shell takes an apostrophe only from outside them.
    text = json.dumps(body).replace("'", "'\\''")
    return (
        f"curl {url} -H 'Authorization: Bearer any' -H 'Content-Type: application/json' -d '{text}'"
    )


def _row(row: Scenario, base_url: str) -> str:
    asked = {kind: _request(row, kind) for kind in row.kinds}
    examples = (
        _EXAMPLE.format(kind=escape(kind), curl=escape(_curl(f"{base_url}{path}", body)))
        for kind, (path, body) in asked.items()
    )
    return _ROW.format(
        code=escape(row.code),
        kinds=escape(", ".join(row.kinds)),
        title=escape(row.title),
        effect=escape(row.effect),
        example=escape(row.example),
        examples="".join(examples),
    )


def scenario_page(base_url: str) -> str:
    """The page as HTML, with examples for this address."""
    return _PAGE.format(
        rows="\n".join(_row(row, base_url) for row in TABLE),
        faults=", ".join(Fault),
        random=_COMMAND.format(escape(_curl(f"{base_url}_mock/faults", _FAULTS))),
        reset=_COMMAND.format(escape(f"curl -X POST {base_url}_mock/reset")),
    )

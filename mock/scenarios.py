"""The table of scenarios: a four-digit code in the text decides what goes wrong.

Images are steered by their prompt, songs by their lyrics, the rest of Mureka by its prompt or URL,
and texts by what was said last. The seed's codes are 0001, 0002 and 0003. Text without a code, or
with one that is not in the table for its kind, succeeds.
"""

import re

from mock.outcomes import Answer, Download, Ending, Kind, Reason, Scenario

IMAGE = (Kind.IMAGE,)
SONG = (Kind.SONG,)
BOTH = (Kind.IMAGE, Kind.SONG)
TEXT = (Kind.TEXT,)
IMAGE_OR_TEXT = (Kind.IMAGE, Kind.TEXT)
ALL = (Kind.IMAGE, Kind.SONG, Kind.TEXT)

SUCCESS = Scenario(
    "0001",
    ALL,
    "Success",
    "Succeeds, like any text without a code.",
    "A test image 0001",
)

TABLE: tuple[Scenario, ...] = (
    SUCCESS,
    Scenario(
        "0002",
        BOTH,
        "Invalid token",
        "HTTP 401 in the vendor's words.",
        "A red door 0002",
        refusal=Reason.INVALID_TOKEN,
    ),
    Scenario(
        "0003",
        SONG,
        "Song generation failed",
        "HTTP 500 on the POST, with the vendor's body.",
        "Test lyrics 0003",
        refusal=Reason.SERVER_ERROR,
    ),
    Scenario(
        "0101",
        BOTH,
        "Rate limit, passing",
        "HTTP 429 with retry-after: 1 twice for the same text; the third request succeeds.",
        "Patience 0101",
        refusal=Reason.RATE,
        refused_times=2,
    ),
    Scenario(
        "0102",
        BOTH,
        "Rate limit, lasting",
        "HTTP 429 with retry-after: 1 on every request.",
        "No patience helps 0102",
        refusal=Reason.RATE,
    ),
    Scenario(
        "0103",
        BOTH,
        "Quota used up",
        "HTTP 429 that means stop: OpenAI says so by its code, Mureka only by its text.",
        "An empty purse 0103",
        refusal=Reason.QUOTA,
    ),
    Scenario(
        "0104",
        IMAGE,
        "Moderation",
        "HTTP 400, code moderation_blocked with moderation_details.",
        "Something improper 0104",
        refusal=Reason.MODERATION,
    ),
    Scenario(
        "0105",
        IMAGE_OR_TEXT,
        "Retired model",
        "OpenAI: HTTP 400, The model '…' does not exist. Ollama: HTTP 404, model '…' not found.",
        "An old camera 0105",
        refusal=Reason.RETIRED_MODEL,
    ),
    Scenario(
        "0106",
        IMAGE,
        "Unknown parameter",
        "HTTP 400, message: Unknown parameter: 'response_format'.",
        "A strange dial 0106",
        refusal=Reason.UNKNOWN_PARAMETER,
    ),
    Scenario(
        "0107",
        ALL,
        "Server error",
        "HTTP 500 with the vendor's body on every request.",
        "A broken machine 0107",
        refusal=Reason.SERVER_ERROR,
    ),
    Scenario(
        "0108",
        ALL,
        "Overload, passing",
        "HTTP 503 once for the same text, with retry-after: 1 (not Ollama); then it succeeds.",
        "A busy kitchen 0108",
        refusal=Reason.OVERLOAD,
        refused_times=1,
    ),
    Scenario(
        "0109",
        ALL,
        "Error from a proxy",
        "HTTP 500 with an HTML page instead of the vendor's body.",
        "A wall in between 0109",
        refusal=Reason.PROXY,
    ),
    Scenario(
        "0110",
        SONG,
        "Region not supported",
        "HTTP 403 on the POST.",
        "A far island 0110",
        refusal=Reason.REGION,
    ),
    Scenario(
        "0201",
        ALL,
        "Hang",
        "The request is accepted and counted, a task created, but the answer never comes.",
        "A long silence 0201",
        answer=Answer.NEVER,
    ),
    Scenario(
        "0202",
        ALL,
        "Dropped connection",
        "It is accepted, then the connection is cut without a single byte of an answer.",
        "A torn thread 0202",
        answer=Answer.DROPPED,
    ),
    Scenario(
        "0203",
        ALL,
        "Truncated answer",
        "HTTP 200, but the connection ends after half of the body.",
        "Half a letter 0203",
        answer=Answer.TRUNCATED,
    ),
    Scenario(
        "0204",
        IMAGE,
        "Invalid base64",
        "HTTP 200, but b64_json holds no base64 (only where b64_json is answered).",
        "A garbled picture 0204",
        answer=Answer.BAD_BASE64,
    ),
    Scenario(
        "0205",
        IMAGE_OR_TEXT,
        "Error in mid-stream",
        "HTTP 200, and an error as the stream's last event or line (only where a stream is asked).",
        "A thread that breaks 0205",
        answer=Answer.BROKEN_STREAM,
    ),
    Scenario(
        "0206",
        TEXT,
        "Cut short",
        "The text ends in the middle, with done_reason length: also JSON that was asked for.",
        "A speaker out of breath 0206",
        answer=Answer.CUT_SHORT,
    ),
    Scenario(
        "0301",
        SONG,
        "Failed",
        "The POST succeeds; the song ends as failed, with failed_reason.",
        "A false note 0301",
        ending=Ending.FAILED,
    ),
    Scenario(
        "0302",
        SONG,
        "Timed out at the provider",
        "The POST succeeds; the song ends as timeouted.",
        "An endless song 0302",
        ending=Ending.TIMEOUTED,
    ),
    Scenario(
        "0303",
        SONG,
        "Cancelled at the provider",
        "The POST succeeds; the song ends as cancelled.",
        "A change of mind 0303",
        ending=Ending.CANCELLED,
    ),
    Scenario(
        "0304",
        SONG,
        "Unknown status word",
        "While it works the song says mastering, a word that no list knows; then it succeeds.",
        "A new word 0304",
        ending=Ending.UNKNOWN_WORD_FIRST,
    ),
    Scenario(
        "0305",
        SONG,
        "Succeeded without choices",
        "The song succeeds with an empty list of choices.",
        "An empty box 0305",
        ending=Ending.NO_CHOICES,
    ),
    Scenario(
        "0306",
        SONG,
        "Sparse choices",
        "The song succeeds; its choices have no id, the first no index, the sections no lines.",
        "Few words 0306",
        ending=Ending.SPARSE_CHOICES,
    ),
    Scenario(
        "0401",
        BOTH,
        "Download fails once",
        "Each result file answers HTTP 503 to its first download, then is served.",
        "A door that sticks 0401",
        download=Download.FAILS_ONCE,
    ),
    Scenario(
        "0402",
        BOTH,
        "Download expired",
        "Result files are gone: HTTP 403 for an image URL, HTTP 404 for audio.",
        "Yesterday's paper 0402",
        download=Download.GONE,
    ),
    Scenario(
        "0403",
        BOTH,
        "Slow download",
        "Result files trickle for about 30 seconds.",
        "A thin tap 0403",
        download=Download.SLOW,
    ),
    Scenario(
        "0404",
        BOTH,
        "Truncated download",
        "Result files end half-way, although Content-Length names the whole.",
        "Half a song 0404",
        download=Download.TRUNCATED,
    ),
    Scenario(
        "0405",
        BOTH,
        "HTML instead of media",
        "Result URLs answer HTTP 200 with a web page.",
        "A wrong address 0405",
        download=Download.HTML,
    ),
)

_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")


def scenario_in(text: str, kind: Kind) -> Scenario:
    """The row for the first code in `text` that the table has for this kind, else success."""
    rows = {row.code: row for row in TABLE if kind in row.kinds}
    found = (rows[code] for code in _CODE.findall(text) if code in rows)
    return next(found, SUCCESS)

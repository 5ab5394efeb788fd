"""JSON that no documentation mentions."""

import json

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

fuzzed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How much of it a test sees; how long that takes says nothing."""

_NUMBERS = (
    st.integers()
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.sampled_from([10**400, -(10**400), -1, 2**63, 1e308])
)
_LEAVES = (
    st.none()
    | st.booleans()
    | _NUMBERS
    | st.text(max_size=8)
    | st.sampled_from(["", " ", "\x00", "\ud800", "..", "https://example.org/a.mp3"])
)
any_json = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)

_FIELDS = [
    "index",
    "id",
    "url",
    "audio_url",
    "mp3_url",
    "flac_url",
    "wav_url",
    "duration",
    "lyrics_sections",
    "section_type",
    "lines",
    "words",
    "start",
    "end",
    "text",
    "b64_json",
    "revised_prompt",
    "type",
    "message",
    "code",
]
_parts = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=6)
    ),
    max_leaves=25,
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "id": any_json,
        "status": st.sampled_from(["succeeded", "complete", "running", "failed"]) | any_json,
        "choices": _parts,
        "failed_reason": any_json,
        "data": _parts,
        "error": _parts,
        "type": st.sampled_from(
            ["image_generation.completed", "image_generation.partial_image", "error"]
        )
        | any_json,
        "b64_json": any_json,
        "partial_image_index": any_json,
        "account_id": any_json,
        "balance": any_json,
        "total_spending": any_json,
        "concurrent_request_limit": any_json,
    },
).map(lambda answer: json.dumps(answer).encode())
"""Answers with the vendors' field names and anything at all behind them, as bytes."""

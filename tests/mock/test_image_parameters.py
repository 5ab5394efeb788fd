"""What OpenAI refuses, and in which words."""

import httpx
import pytest

GPT = {"model": "gpt-image-2", "prompt": "A fox"}
DALL_E = {"model": "dall-e-3", "prompt": "A fox"}


@pytest.mark.parametrize(
    ("body", "param", "code"),
    [
        ({}, "prompt", "missing_required_parameter"),
        ({**GPT, "prompt": None}, "prompt", "missing_required_parameter"),
        ({**GPT, "prompt": " "}, "prompt", "empty_string"),
        ({**GPT, "prompt": 5}, "prompt", "invalid_type"),
        ({**GPT, "prompt": "x" * 32_001}, "prompt", "string_above_max_length"),
        ({**DALL_E, "prompt": "x" * 4_001}, "prompt", "string_above_max_length"),
        ({**GPT, "response_format": "url"}, "response_format", "unknown_parameter"),
        ({**GPT, "style": "vivid"}, "style", "unknown_parameter"),
        ({**DALL_E, "output_format": "webp"}, "output_format", "unknown_parameter"),
        ({**DALL_E, "background": "opaque"}, "background", "unknown_parameter"),
        ({**GPT, "colour": "red"}, "colour", "unknown_parameter"),
        ({**GPT, "n": 0}, "n", "integer_below_min_value"),
        ({**GPT, "n": 11}, "n", "integer_above_max_value"),
        ({**GPT, "n": True}, "n", "invalid_type"),
        ({**GPT, "n": 1.0}, "n", "invalid_type"),
        ({**DALL_E, "n": 2}, "n", "integer_above_max_value"),
        ({**GPT, "size": "1030x1024"}, "size", "invalid_value"),
        ({**GPT, "size": "3072x512"}, "size", "invalid_value"),
        ({**GPT, "size": "512x512"}, "size", "invalid_value"),
        ({**GPT, "size": "3840x3840"}, "size", "invalid_value"),
        ({**GPT, "size": "large"}, "size", "invalid_value"),
        ({**GPT, "model": "gpt-image-1.5", "size": "1280x720"}, "size", "invalid_value"),
        ({**DALL_E, "size": "1536x1024"}, "size", "invalid_value"),
        ({**GPT, "quality": "hd"}, "quality", "invalid_value"),
        ({**GPT, "quality": "max"}, "quality", "invalid_value"),
        ({**DALL_E, "quality": "high"}, "quality", "invalid_value"),
        ({**GPT, "output_format": "gif"}, "output_format", "invalid_value"),
        ({**GPT, "output_compression": 101}, "output_compression", "integer_above_max_value"),
        ({**GPT, "output_compression": 50}, "output_compression", "invalid_value"),
        ({**GPT, "moderation": "high"}, "moderation", "invalid_value"),
        ({**GPT, "stream": "yes"}, "stream", "invalid_type"),
        ({**GPT, "partial_images": 4}, "partial_images", "integer_above_max_value"),
        (
            {**GPT, "background": "transparent", "output_format": "jpeg"},
            "background",
            "invalid_value",
        ),
        ({**GPT, "model": "gpt-image-1"}, "model", "invalid_value"),
        ({**GPT, "model": 5}, "model", "invalid_type"),
    ],
)
def test_a_wrong_parameter_is_named(
    client: httpx.Client, body: dict[str, object], param: str, code: str
) -> None:
    answer = client.post("/v1/images/generations", json=body)
    error = answer.json()["error"]
    assert (answer.status_code, error["param"], error["code"]) == (400, param, code)
    assert error["type"] == "invalid_request_error"
    assert client.get("/_mock/requests").json()["totals"]["accepted_paid_posts"] == 0


def test_the_words_of_the_refusals_are_the_vendors(client: httpx.Client) -> None:
    def message(**fields: object) -> str:
        answer = client.post("/v1/images/generations", json={**GPT, **fields})
        return answer.json()["error"]["message"]

    assert message(response_format="url") == "Unknown parameter: 'response_format'."
    assert message(model="gpt-image-1") == "The model 'gpt-image-1' does not exist."
    assert message(output_format="gif") == (
        "Invalid value: 'gif'. Supported values are: 'png', 'jpeg' and 'webp'."
    )


@pytest.mark.parametrize(
    "body",
    [
        {**GPT, "size": "auto", "quality": "auto", "background": "auto", "n": None, "user": "me"},
        {**GPT, "model": "gpt-image-2.5-flare", "quality": "xhigh", "moderation": "low"},
        {**GPT, "output_format": "jpeg", "output_compression": 40},
        {**DALL_E, "style": "natural", "quality": "hd", "n": 1},
    ],
)
def test_what_the_vendor_takes_is_taken(client: httpx.Client, body: dict[str, object]) -> None:
    answer = client.post("/v1/images/generations", json=body)
    assert answer.status_code == 200
    assert len(answer.json()["data"]) == 1


def test_without_a_token_nothing_is_drawn(client: httpx.Client) -> None:
    for value in ("", "Bearer", "Basic abc"):
        answer = client.post("/v1/images/generations", json=GPT, headers={"Authorization": value})
        assert answer.status_code == 401
        assert answer.json()["error"]["message"].startswith("You didn't provide an API key.")

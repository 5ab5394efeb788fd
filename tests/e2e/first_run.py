"""A studio as `macki up` starts it the first time: no key, and so the mock."""

from pathlib import Path

from tests.integration.programs import Studio, free_port


def first_run(folder: Path) -> Studio:
    """Not started."""
    studio = Studio(folder, "http://unused", MOCK_PORT=str(free_port()))
    for provider in ("OPENAI", "MUREKA"):
        del studio.environment[f"{provider}_BASE_URL"], studio.environment[f"{provider}_API_KEY"]
    return studio

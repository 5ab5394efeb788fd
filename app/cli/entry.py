"""Where the command begins. Health checks run every few seconds, so they load next to nothing."""

import sys


def main() -> None:
    if sys.argv[1:2] == ["health"]:
        from app.cli.health import main as health

        sys.exit(health(sys.argv[2:]))
    from app.cli.main import main as macki

    macki()

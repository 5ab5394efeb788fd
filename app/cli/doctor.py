"""`macki doctor`: findings as lines for people, or as JSON for scripts."""

import asyncio
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

import click
from rich.text import Text

from app.cli import exits, screen
from app.cli.session import json_option
from app.doctor.finding import Finding, Status, problem
from app.settings import Settings, SettingsError, load_settings

_COLOURS = {Status.OK: "green", Status.WARNING: "yellow", Status.PROBLEM: "bold red"}
_STATUS_WIDTH, _SUBJECT_WIDTH = 9, 14
_INDENT = " " * (_STATUS_WIDTH + _SUBJECT_WIDTH)
_NARROWEST = 40
"""Columns for the sentences, however narrow the terminal."""

_EXIT_CODES = """\b
Exit codes:
  0    no problem; there may be warnings
  1    a problem
  2    the settings are wrong
"""


@click.command(epilog=_EXIT_CODES)
@json_option
def doctor(as_json: bool) -> None:
    """Examine the set-up and say what to mend. Changes nothing, costs nothing."""
    try:
        settings = load_settings()
    except SettingsError as error:
        _tell(_misset(error), as_json=as_json)
        raise SystemExit(exits.USAGE) from error
    findings = _found(settings)
    _tell(findings, as_json=as_json)
    raise SystemExit(exits.FAILED if _count(findings, Status.PROBLEM) else exits.SUCCEEDED)


def _found(settings: Settings) -> list[Finding]:
    # Imported here, so that other commands start without loading the server.
    from app.doctor.diagnosis import diagnose
    from app.logs import configure_logs

    configure_logs("CRITICAL")  # what goes wrong is told by the findings
    return asyncio.run(diagnose(settings))


def _misset(error: SettingsError) -> list[Finding]:
    hint = "See .env.example for what each setting means."
    return [problem("Settings", sentence, hint) for sentence in str(error).splitlines()]


def _tell(findings: Sequence[Finding], *, as_json: bool) -> None:
    for finding in findings:
        if as_json:
            screen.print_json(asdict(finding))
        else:
            screen.out.print(_lines(finding), soft_wrap=True)
    if not as_json:
        screen.out.print(f"\n{_summary(findings)}", soft_wrap=True)


def _lines(finding: Finding) -> Text:
    """The remedy stands below the message, both wrapped where a person reads them."""
    text = Text(f"{finding.status:<{_STATUS_WIDTH}}", style=_COLOURS[finding.status])
    text.append(f"{finding.subject:<{_SUBJECT_WIDTH}}", style="not bold default")
    text.append(_wrapped(finding.message), style="not bold default")
    if finding.remedy:
        text.append(f"\n{_INDENT}{_wrapped(f'→ {finding.remedy}')}", style="not bold default")
    return text


def _wrapped(sentence: str) -> str:
    if not screen.out.is_terminal:
        return sentence
    room = max(screen.out.width - len(_INDENT), _NARROWEST)
    lines = textwrap.wrap(sentence, room, break_long_words=False, break_on_hyphens=False)
    return f"\n{_INDENT}".join(lines)


def _summary(findings: Sequence[Finding]) -> str:
    problems, warnings = _count(findings, Status.PROBLEM), _count(findings, Status.WARNING)
    told = [_counted(problems, "problem"), _counted(warnings, "warning")]
    return f"{' and '.join(each for each in told if each) or 'All is well'}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}" if count else ""


def _count(findings: Sequence[Finding], status: Status) -> int:
    return sum(finding.status is status for finding in findings)

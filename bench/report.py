"""docs/performance.md: a preface, the machine, and a chapter for each subject."""

from collections.abc import Sequence

_BREAK = "\n\n## "


def with_chapters(report: str, chapters: Sequence[str]) -> str:
    """The report with these chapters in place of those of the same title, new ones at its end."""
    begin, *present = report.rstrip().split(_BREAK)
    by_title = {_title(each): each for each in present}
    for chapter in chapters:
        anew = chapter.removeprefix("## ")
        by_title[_title(anew)] = anew
    return _BREAK.join((begin, *by_title.values())) + "\n"


def _title(chapter: str) -> str:
    return chapter.partition("\n")[0]

"""What an export knows of its folder: it goes on after a crash, and touches nothing of others."""

from pathlib import Path

import pytest

from app.cli.client import Refused
from app.cli.ledger import LEDGER, Ledger, opened


def _placed(folder: Path, ledger: Ledger, text: str, wanted: str, item: str = "a") -> str:
    from hashlib import sha256

    partial = folder / ".part"
    partial.write_text(text)
    return ledger.place(item, partial, sha256(text.encode()).hexdigest(), wanted)


def test_a_file_gets_its_name_and_its_folders(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        assert _placed(tmp_path, ledger, "1", "x/y/a.txt") == "x/y/a.txt"
    assert (tmp_path / "x/y/a.txt").read_text() == "1"
    assert not (tmp_path / ".part").exists()


def test_what_it_wrote_is_replaced_also_by_a_later_run(tmp_path: Path) -> None:
    for text in ("1", "2", "3"):
        with opened(tmp_path) as ledger:
            assert _placed(tmp_path, ledger, text, "a.txt") == "a.txt"
    assert (tmp_path / "a.txt").read_text() == "3"


def test_what_it_did_not_write_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with opened(tmp_path) as ledger:
        assert _placed(tmp_path, ledger, "1", "a.txt") == "a (2).txt"
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_what_was_changed_since_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        _placed(tmp_path, ledger, "1", "a.txt")
        (tmp_path / "a.txt").write_text("mine")
        assert _placed(tmp_path, ledger, "2", "a.txt") == "a (2).txt"
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside)
    with opened(folder) as ledger:
        assert _placed(folder, ledger, "1", "a.txt") == "a (2).txt"
    assert outside.read_text() == "mine"


def test_names_that_are_one_to_a_mac_are_one(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        _placed(tmp_path, ledger, "1", "Ähre.txt", item="a")
        assert _placed(tmp_path, ledger, "2", "a\u0308HRE.txt", item="b") == "a\u0308HRE (2).txt"


def test_a_crash_behind_the_placing_leaves_a_file_that_is_known(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        _placed(tmp_path, ledger, "1", "a.txt")  # and never finished
    with opened(tmp_path) as ledger:
        assert not ledger.is_known("a")
        assert _placed(tmp_path, ledger, "1", "a.txt") == "a.txt"
    assert [each.name for each in tmp_path.glob("*.txt")] == ["a.txt"]


def test_half_a_line_and_foreign_lines_are_passed_over(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        path = _placed(tmp_path, ledger, "1", "a.txt")
        ledger.finish("a", "record", [(path, "hash")])
    with (tmp_path / LEDGER).open("a") as file:
        file.write('[]\n{"path": 7}\n{"item": "b", "rec')
    with opened(tmp_path) as ledger:
        assert ledger.is_unchanged("a", "record")
        ledger.finish("c", "record", [])
    with opened(tmp_path) as ledger:
        assert ledger.is_known("c")


def test_only_the_same_record_with_all_its_files_is_unchanged(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        path = _placed(tmp_path, ledger, "1", "a.txt")
        ledger.finish("a", "record", [(path, "hash")])
        assert ledger.is_unchanged("a", "record")
        assert not ledger.is_unchanged("a", "another")
        assert not ledger.is_unchanged("b", "record")
        (tmp_path / "a.txt").unlink()
        assert not ledger.is_unchanged("a", "record")


def test_what_has_a_new_name_leaves_no_old_file_unless_it_was_changed(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        old = [(_placed(tmp_path, ledger, "1", f"old/{name}.txt"), "h") for name in "xy"]
        ledger.finish("a", "1", old)
        (tmp_path / "old/y.txt").write_text("mine, and longer")
        ledger.finish("a", "2", [(_placed(tmp_path, ledger, "1", "new/x.txt"), "h")])
    assert not (tmp_path / "old/x.txt").exists()
    assert (tmp_path / "old/y.txt").read_text() == "mine, and longer"


def test_the_folder_of_another_song_is_not_shared(tmp_path: Path) -> None:
    (tmp_path / "songs/Foreign").mkdir(parents=True)
    with opened(tmp_path) as ledger:
        assert ledger.folder_of("a", "songs/Light", "songs/Light (a)") == "songs/Light"
        _placed(tmp_path, ledger, "1", "songs/Light/1.mp3", item="a")
        assert ledger.folder_of("a", "songs/Light", "songs/Light (a)") == "songs/Light"
        assert ledger.folder_of("b", "songs/light", "songs/light (b)") == "songs/light (b)"
        assert ledger.folder_of("b", "songs/Foreign", "other") == "other"


def test_two_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(Refused, match="Another export"), opened(tmp_path):
        pass

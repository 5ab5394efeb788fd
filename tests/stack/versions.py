"""Upgrades: one whose migration fails, one that is undone, and one that only a backup undoes."""

from collections.abc import Mapping

from persistence.migrate import head_revision
from tests.stack.promises import promise
from tests.stack.scene import PROGRAMS, Scene

_STUDIOS = ("aiproxysrv", "celery-worker", "aitestmock", "studio-backup")
_MIGRATION = f'''"""What the next version does to the database."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head_revision()}"


def upgrade() -> None:
    op.create_table("of_the_next_version", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE images SET title = 'renamed'")
'''
_FAILS = f'{_MIGRATION}    op.execute("SELECT 1 / 0")\n'
_THERE = "SELECT to_regclass('of_the_next_version') IS NOT NULL"


def a_migration_fails(scene: Scene) -> None:
    scene.say("Upgrading to a version whose migration fails …")
    images, before = scene.visitor.count_images(), _running(scene)
    scene.stack.build_from(scene.stack.next_version(fails=_FAILS))
    _upgraded(scene, code=1, says="The database cannot be migrated. The old version is still")
    promise(_running(scene) == before, "The old version was restarted.")
    _database_is_of(scene, head_revision())
    scene.still_works(images)
    scene.stack.build_from(None)
    scene.stack.compose("up", "-d", "--no-build")
    promise(_running(scene) == before, "A later `up` does not leave the old version as it is.")


def one_is_undone(scene: Scene) -> None:
    scene.say("Upgrading to a version without a migration, while a song is made, and back …")
    images, old = scene.visitor.count_images(), _images(scene)
    paid, song = scene.visitor.count_paid(), scene.visitor.begin_song(seconds=60)
    scene.stack.build_from(scene.stack.next_version())
    _upgraded(scene, code=0, says="The new version is running.")
    promise(not set(old.values()) & set(_images(scene).values()), "The old version still runs.")
    scene.visitor.finish_song(song)
    promise(scene.visitor.count_paid() == paid + 1, "One song was not paid once.")
    scene.still_works(images)
    _upgraded(scene, "back", code=0, says="The version before is running.")
    promise(_images(scene) == old, "The version before does not run.")
    scene.still_works(images + 1)


def only_a_backup_undoes_it(scene: Scene) -> None:
    scene.say("Upgrading to a version with a migration, and back by the backup that it made …")
    images, old = scene.visitor.count_images(), _images(scene)
    scene.stack.build_from(scene.stack.next_version(works=_MIGRATION))
    for _ in range(2):
        _upgraded(scene, code=0, says="The new version is running.")
        _database_is_of(scene, "9999")
        scene.still_works(images)
        new = _running(scene)
        _upgraded(scene, "back", code=1, says="nothing was changed. If a migration came between")
        promise(_running(scene) == new, "Refusing to go back, it restarted something.")
        _restored(scene)
        _upgraded(scene, "back", code=0, says="The version before is running.")
        promise(_images(scene) == old, "The version before does not run.")
        _database_is_of(scene, head_revision())
        scene.wait_until_ready()
        found = scene.visitor.count_images()
        promise(found == images, f"{images} images were backed up, and {found} restored.")


def _restored(scene: Scene) -> None:
    """As docs/production.md says."""
    scene.stack.compose("stop", "api", "worker", "backup")
    scene.stack.compose("run", "--rm", "-T", "restore", "--replace", "latest")


def _upgraded(scene: Scene, *arguments: str, code: int, says: str) -> None:
    done = scene.stack.upgrade(*arguments)
    said = done.stdout + done.stderr
    promise(done.returncode == code and says in said, f"docker/upgrade said:\n{said}")


def _database_is_of(scene: Scene, revision: str) -> None:
    found = _asked(scene, "SELECT version_num FROM alembic_version")
    promise(found == revision, f"The database is of schema {found} and not {revision}.")
    is_there = _asked(scene, _THERE)
    promise(is_there == ("t" if revision == "9999" else "f"), "A table is of another version.")


def _asked(scene: Scene, query: str) -> str:
    psql = ("psql", "--username=studio", "--no-align", "--tuples-only", f"--command={query}")
    return scene.containers.within("postgres", *psql)


def _running(scene: Scene) -> Mapping[str, tuple[str, int]]:
    return {name: scene.containers.identity(name) for name in PROGRAMS}


def _images(scene: Scene) -> Mapping[str, str]:
    return {name: scene.containers.facts(name)["Image"] for name in _STUDIOS}

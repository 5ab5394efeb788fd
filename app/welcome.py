"""The one screen that `macki up` prints."""

from rich.console import Console
from rich.table import Table

from app.settings import ProviderAccess, Settings


def welcome(settings: Settings) -> None:
    base = _base(settings)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    table.add_row("Studio", f"[bold]{base}/[/]")
    if settings.graphql.graphiql:
        table.add_row("GraphiQL", f"{base}/graphiql/")
    table.add_row("GraphQL", f"{base}/graphql")
    table.add_row("OpenAI", _access(settings.openai, "OPENAI_API_KEY"))
    table.add_row("Mureka", _access(settings.mureka, "MUREKA_API_KEY"))
    if settings.mocked:
        table.add_row("Mock", f"http://127.0.0.1:{settings.mock_port}/  (what it can imitate)")
    table.add_row("Data", str(settings.data_dir.resolve()))

    console = Console(highlight=False)
    console.print(
        "\n[bold]Mac KI Service[/] is running: open the studio in a browser.\n"
        "Ctrl-C ends it; unfinished jobs go on at the next start.\n"
    )
    console.print(table)
    console.print("\nOr in a second terminal:\n")
    console.print("  .venv/bin/macki watch")
    console.print('  .venv/bin/macki image "A lighthouse at dusk, watercolour"')
    console.print('  .venv/bin/macki song --prompt "acoustic folk" --lyrics "In the morning light"')
    console.print()


def _base(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _access(access: ProviderAccess, variable: str) -> str:
    if access.mocked:
        return f"[yellow]MOCK[/]  nothing is charged; set {variable} in .env for the real one"
    return f"[green]real[/]  {access.base_url}"


def served(settings: Settings) -> None:
    Console(highlight=False).print(f"The studio is served on {_base(settings)}/")


def working(settings: Settings) -> None:
    Console(highlight=False).print("A worker is running.")

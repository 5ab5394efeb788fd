"""Writes schema.graphql, the committed schema; `--check` only compares."""

import sys
from pathlib import Path

from strawberry.printer import print_schema

from gql.schema import create_schema

SCHEMA_FILE = Path(__file__).with_name("schema.graphql")


def main() -> int:
    printed = print_schema(create_schema()) + "\n"
    if "--check" not in sys.argv:
        SCHEMA_FILE.write_text(printed, encoding="utf-8")
        return 0
    if SCHEMA_FILE.exists() and SCHEMA_FILE.read_text(encoding="utf-8") == printed:
        return 0
    sys.stderr.write("gql/schema.graphql is not what the code says: run `make schema`.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())

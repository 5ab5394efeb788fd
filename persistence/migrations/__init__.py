"""Alembic's folder: the schema's history, one file per step under versions/."""

"""Backups: the database as it is at one moment, and every file that it refers to."""

"""Metadata in copies of stored files, and what files of others say about themselves."""

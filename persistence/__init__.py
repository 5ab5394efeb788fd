"""What is kept: rows in SQLite or PostgreSQL, and media files under the hash of their bytes."""

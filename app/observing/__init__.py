"""What Prometheus is told: instruments, the figures of the database, and where they are read."""

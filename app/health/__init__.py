"""Whether a process lives, and whether what it depends on is there."""

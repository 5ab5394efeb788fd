"""What every request passes before anything answers it."""

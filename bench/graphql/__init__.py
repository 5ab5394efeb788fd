"""What a list of songs costs the server: ours, the usual ways, and no framework at all."""

"""macki: the command at the prompt."""

"""The REST face: the addresses of the specification, and those that OpenAI's clients know."""

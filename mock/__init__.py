"""A stand-in for OpenAI Images, Mureka and Ollama: real clients, no key, no cost, many faults."""

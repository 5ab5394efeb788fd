"""A stand-in for OpenAI Images and Mureka: real clients, no key, no cost, faults on demand."""

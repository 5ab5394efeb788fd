"""The GraphQL face: one slice per subject, each resolver parses, calls one use case, renders."""

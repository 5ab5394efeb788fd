"""The subject `library`: what a page of a large library costs, on both databases."""

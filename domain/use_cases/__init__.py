"""What the studio does: one class a subject, one public async method a use case."""

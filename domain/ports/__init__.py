"""What the use cases need from the outside; each adapter passes the same contract suite."""

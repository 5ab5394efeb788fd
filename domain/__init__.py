"""What the studio is: jobs, images, songs and their rules. Standard library only, no I/O."""

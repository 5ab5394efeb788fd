"""How fast the studio is, against bare loops that do the same: `python -m bench [subject…]`."""

"""`macki doctor`: what is wrong with this machine's set-up, found without changing anything."""

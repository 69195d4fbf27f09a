"""What `make bench` runs: our work beside a named peer's in the same run, as a ratio."""

"""What editors write: press articles credited to their sources."""

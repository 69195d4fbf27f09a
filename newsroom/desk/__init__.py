"""What editors see of an article while they write it."""

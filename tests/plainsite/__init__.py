"""A site with its own page model: what `syndication` is promised to work with, without `newsroom`."""

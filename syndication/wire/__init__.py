"""The pure core: stories, profiles, cleaning, formats and parsers. Never imports Django."""

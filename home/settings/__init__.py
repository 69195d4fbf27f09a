"""The site's settings: what holds everywhere, and what a laptop, a server and the tests add. See docs/settings.md."""

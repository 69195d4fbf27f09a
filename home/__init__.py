"""The site that readers visit, and the demo newsroom."""

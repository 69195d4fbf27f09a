"""The demo newsroom: its sources, stories and pictures, and what loads them into a site."""

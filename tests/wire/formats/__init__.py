"""Tests of the formats: golden files, the official schemas, other readers, and what comes back when it is read."""

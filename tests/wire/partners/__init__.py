"""Tests of the shipped profiles: what each partner is sent, byte for byte, and what its own pages ask for."""

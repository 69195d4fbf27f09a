"""Degrees as XML writes a decimal number: without an exponent."""

from decimal import Decimal

__all__ = ["decimal"]


def decimal(degrees: float) -> str:
    """`0.00006`, which Python would write as `6e-05`. Source: https://www.w3.org/TR/xmlschema-2/#decimal"""
    return format(Decimal(repr(degrees)), "f")

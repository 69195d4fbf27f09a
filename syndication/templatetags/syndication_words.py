"""Filters for what the wire says to people."""

from django import template

from syndication.translation import in_words

register = template.Library()
register.filter("in_words", in_words)

"""Filters for sentences of the wire, moments and days."""

from django import template

from syndication.translation import day, in_words, moment

register = template.Library()
register.filter("in_words", in_words)
register.filter("moment", moment)
register.filter("day", day)

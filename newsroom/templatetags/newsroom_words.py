"""A filter for moments."""

from django import template

from newsroom.desk.words import moment

register = template.Library()
register.filter("moment", moment)

"""Lines of a form without a script: a button adds one, and one that is left empty is taken out."""

from django.http import QueryDict

__all__ = ["MORE", "as_meant", "with_a_line_more"]

MORE = "more"  # the button's name; its value is the relation

MOST_LINES = 200  # that a form may grow to

# What a person writes of a line; without any of it the line says nothing.
WRITTEN = {"rules": ("field", "value"), "overrides": ("key", "value"), "feeds": ("name", "slug", "value")}

# What a new line begins with, as where a script adds it.
BEGINS_WITH = {"rules": {"include": "True"}, "overrides": {}, "feeds": {"field": "section"}}


def with_a_line_more(posted: QueryDict) -> QueryDict:
    """The form as it was sent, and one empty line more of what its button names."""
    said, relation = posted.copy(), str(posted[MORE])
    number = count_of(posted, relation)
    if relation in WRITTEN and number < MOST_LINES:
        said[f"{relation}-TOTAL_FORMS"] = str(number + 1)
        said[f"{relation}-{number}-ORDER"] = str(number + 1)
        for field, value in BEGINS_WITH[relation].items():
            said[f"{relation}-{number}-{field}"] = value
    return said


def as_meant(posted: QueryDict) -> QueryDict:
    """The form with its empty lines marked as taken out."""
    said = posted.copy()
    for relation, fields in WRITTEN.items():
        for number in range(count_of(posted, relation)):
            if not any(str(posted.get(f"{relation}-{number}-{field}", "")).strip() for field in fields):
                said[f"{relation}-{number}-DELETE"] = "on"
    return said


def count_of(posted: QueryDict, relation: str) -> int:
    said = str(posted.get(f"{relation}-TOTAL_FORMS", ""))[:6]
    return min(int(said), MOST_LINES) if said.isdecimal() else 0

"""The people whom stories credit, each with a page: only those whom a released story names."""

from collections.abc import Sequence

from django.db.models import Count

from newsroom.models import Contributor
from newsroom.released import ArticleQuerySet

__all__ = ["person_at", "those_named"]


def those_named(released: ArticleQuerySet) -> Sequence[Contributor]:
    """Everybody whom one of the released stories names, by name, with `article_count`."""
    counted = (
        released.order_by()
        .filter(credits__contributor__isnull=False)
        .values_list("credits__contributor")
        .annotate(Count("pk", distinct=True))
    )
    counts = dict(counted)
    people = list(Contributor.objects.filter(pk__in=counts).select_related("picture"))
    for person in people:
        person.article_count = counts[person.pk]
    return people


def person_at(slug: str, released: ArticleQuerySet) -> Contributor | None:
    """The person with that slug whom a released story names: a name under embargo is nobody yet."""
    person = Contributor.objects.filter(slug=slug).select_related("picture").first()
    return person if person is not None and released.naming(person).exists() else None

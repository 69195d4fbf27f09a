"""Many new pages at once under one parent, live: tree, rows, revisions, log, reference and search index as Wagtail writes them.

Wagtail's own way, `add_child`, `save_revision` and `publish`, asks some two hundred questions for each page. Here each table
is written once for all. `tests/newsroom/test_together.py` holds the outcome to Wagtail's own, column by column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.db.models.sql import InsertQuery
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.log_actions import get_active_log_context
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

__all__ = ["Planted", "can_plant", "plant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A page that is live, and the revision that it shows. Any: a page of the site's own model."""

    page: Any
    revision: Revision


def can_plant(model: type[Page]) -> bool:
    """Whether pages of the model are a row of Wagtail's page and one of their own, with rows below that have none."""
    below = [relation.related_model for relation in rows_below(model)]
    return model._meta.get_parent_list() == [Page] and not any(
        child._meta.parents or get_all_child_relations(child) for child in below
    )


def rows_below(model: type[Page]) -> list[Any]:  # Any: Django's word for a relation seen from its other end
    """The relations of the rows that belong to a page; what editors say of it to one another is not there yet."""
    return [one for one in get_all_child_relations(model) if one.get_accessor_name() != COMMENTS_RELATION_NAME]


@transaction.atomic
def plant(parent: Page, pages: Sequence[Any], now: datetime) -> list[Planted]:
    """Write unsaved `pages`, all of one model that `can_plant`, as published at `now`; each has a slug that none there has.

    Their own `save` is not called, and Django's signals about saving are not sent.
    """
    model = type(pages[0])
    for page in pages:
        settle_rows(page)
    place(parent, pages)
    insert_pages(model, pages, now)
    for page in pages:
        page._state.adding = False
    insert_children(model, pages)
    revisions = insert_revisions(model, pages, now)
    for page, revision in zip(pages, revisions, strict=True):
        show(page, revision, now)
    write_log(model, pages, revisions, now)
    refer(model, pages)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, pages)
    return [Planted(page=page, revision=revision) for page, revision in zip(pages, revisions, strict=True)]


def settle_rows(page: Any) -> None:
    """Let the instance hold the rows that belong to it, so that nobody asks the database for those it cannot have yet."""
    for relation in get_all_child_relations(type(page)):
        rows = getattr(page, relation.get_accessor_name())
        rows.set(list(rows.all()))


def place(parent: Page, pages: Sequence[Any]) -> None:
    """Give the pages their places behind the parent's last child; the parent's row is locked as treebeard locks it."""
    locked = Page.objects.select_for_update().get(pk=parent.pk)
    last = locked.get_last_child()
    for page in pages:
        page.depth, page.numchild = locked.depth + 1, 0
        path = last._inc_path() if last is not None else Page._get_path(locked.path, page.depth, 1)
        page.path, last = path, Page(path=path, depth=page.depth)
        page.draft_title = page.draft_title or page.title
        page.locale_id = page.locale_id or parent.locale_id
        page.set_url_path(parent)
        page._cached_parent_obj = parent
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    parent.numchild = locked.numchild + len(pages)


def insert_pages(model: type[Page], pages: Sequence[Any], now: datetime) -> None:
    """Write the row of each in Wagtail's table, as it will be when published, and in that of its own model."""
    bases = Page.objects.bulk_create([base_of(page, now) for page in pages])
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
    # Django's bulk_create refuses a model with a table of its own below another's, whose rows now are there.
    fields = model._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size([field.attname for field in fields], pages)
    for start in range(0, len(pages), size):
        query = InsertQuery(model)
        query.insert_values(fields, list(pages[start : start + size]))
        query.get_compiler(connection=connection).execute_sql()


def base_of(page: Any, now: datetime) -> Page:
    columns = {
        field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields if field.name != "id"
    }
    columns |= {
        "content_type_id": ContentType.objects.get_for_model(page).pk, "live": True, "has_unpublished_changes": False,
        "first_published_at": page.first_published_at or now, "last_published_at": now, "latest_revision_created_at": now,
    }  # fmt: skip
    page.content_type_id = columns["content_type_id"]
    return Page(**columns)


def insert_children(model: type[Page], pages: Sequence[Any]) -> None:
    """Write the rows that belong to the pages, and what they name in relations to many."""
    for relation in rows_below(model):
        rows = []
        for page in pages:
            for row in getattr(page, relation.get_accessor_name()).all():
                setattr(row, relation.field.name, page)
                rows.append(row)
        relation.related_model._default_manager.bulk_create(rows)
    for field in get_all_child_m2m_relations(model):
        mine, theirs, through = field.m2m_field_name(), field.m2m_reverse_field_name(), field.remote_field.through
        through._default_manager.bulk_create(
            through(**{f"{mine}_id": page.pk, f"{theirs}_id": named.pk})
            for page in pages
            for named in getattr(page, field.name).all()
        )


def insert_revisions(model: type[Page], pages: Sequence[Any], now: datetime) -> list[Revision]:
    """Write the first revision of each page, which holds it as the draft that it was, and let the page show it."""
    own, base = content_types(model)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=own, base_content_type=base, object_id=str(page.pk), created_at=now,
            content=page.serializable_data(), object_str=str(page),
        )
        for page in pages
    )  # fmt: skip
    numbers = [page.pk for page in pages]
    mine = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), models.CharField()))
    newest = Subquery(mine.order_by("-pk").values("pk")[:1])
    Page.objects.filter(pk__in=numbers).update(latest_revision=newest, live_revision=newest)
    return list(revisions)


def content_types(model: type[Page]) -> tuple[ContentType, ContentType]:
    """Of the model, and of the page that it is."""
    get = ContentType.objects.get_for_model
    return get(model, for_concrete_model=False), get(Page, for_concrete_model=False)


def show(page: Any, revision: Revision, now: datetime) -> None:
    """Let the instance say what its row says."""
    page.latest_revision = page.live_revision = revision
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.latest_revision_created_at = now


def write_log(model: type[Page], pages: Sequence[Any], revisions: Sequence[Revision], now: datetime) -> None:
    """Created and published, as the page's history tells it."""
    (own, _), context = content_types(model), get_active_log_context()
    said = [
        PageLogEntry(
            action=action, page=page, label=page.get_admin_display_title(), content_type=own, content_changed=True, timestamp=now,
            data={}, revision=shown, user=context.user, uuid=context.uuid,
        )
        for page, revision in zip(pages, revisions, strict=True)
        for action, shown in (("wagtail.create", None), ("wagtail.publish", revision))
    ]  # fmt: skip
    PageLogEntry.objects.bulk_create(said)


def refer(model: type[Page], pages: Sequence[Any]) -> None:
    """Write to which other rows each page refers."""
    if ReferenceIndex.is_indexed(model):
        ReferenceIndex.objects.bulk_create(reference for page in pages for reference in references(page))


def references(page: Any) -> Iterator[ReferenceIndex]:
    own, base = content_types(type(page))
    for to_type, to_object, model_path, content_path in set(ReferenceIndex._extract_references_from_object(page)):
        yield ReferenceIndex(
            content_type=own, base_content_type=base, object_id=page.pk, to_content_type_id=to_type, to_object_id=to_object,
            model_path=model_path, content_path=content_path, content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )  # fmt: skip

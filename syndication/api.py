"""The desk's verbs in Wagtail's API v3: correct, withdraw, kill, restore and publish quietly, for holders of an editor's token."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError
from wagtail.actions.registry import action_registry
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.urls import api

from syndication.actions import NothingToDo
from syndication.conf import page_models
from syndication.models import Outlet, Release
from syndication.wire.story import NoticeKind

router = Router(tags=["syndication"], auth=BearerTokenAuth())


class ReasonSchema(Schema):
    """Why, told to readers and partners."""

    reason: str


class WithdrawSchema(ReasonSchema):
    """`outlets` are slugs; without them the story is called back from everybody."""

    outlets: list[str] = []
    keep_page: bool = False


class CorrectSchema(Schema):
    """What was wrong, told to readers and partners."""

    note: str
    kind: NoticeKind = NoticeKind.CORRECTION


class ReleaseSchema(Schema):
    """One row of the ledger."""

    sequence: int
    story_id: str
    version: int
    kind: str
    status: str
    note: str

    @staticmethod
    def resolve_story_id(row: Release) -> str:
        return f"urn:uuid:{row.story_id}"


@router.post("/{page_id}/correct/", response=list[ReleaseSchema], operation_id="syndication_correct")
def correct(request: HttpRequest, page_id: int, body: CorrectSchema) -> list[Release]:
    """Publish the newest draft with a public notice."""
    return act(request, page_id, "correct", note=body.note, kind=body.kind)


@router.post("/{page_id}/withdraw/", response=list[ReleaseSchema], operation_id="syndication_withdraw")
def withdraw(request: HttpRequest, page_id: int, body: WithdrawSchema) -> list[Release]:
    """Call a story back from everybody, or from the named outlets."""
    outlets = list(Outlet.objects.filter(slug__in=body.outlets))
    unknown = set(body.outlets) - {outlet.slug for outlet in outlets}
    if unknown:
        raise HttpError(422, f"no outlet has the slug {', '.join(sorted(unknown))}")
    return act(request, page_id, "withdraw", reason=body.reason, outlets=outlets, keep_page=body.keep_page)


@router.post("/{page_id}/kill/", response=list[ReleaseSchema], operation_id="syndication_kill")
def kill(request: HttpRequest, page_id: int, body: ReasonSchema) -> list[Release]:
    """Take a story down everywhere at once."""
    return act(request, page_id, "kill", reason=body.reason)


@router.post("/{page_id}/publish_quietly/", response=list[ReleaseSchema], operation_id="syndication_publish_quietly")
def publish_quietly(request: HttpRequest, page_id: int) -> list[Release]:
    """Publish the newest draft without telling partners."""
    return act(request, page_id, "publish_quietly")


@router.post("/{page_id}/restore/", response=list[ReleaseSchema], operation_id="syndication_restore")
def restore(request: HttpRequest, page_id: int) -> list[Release]:
    """Undo a withdrawal or a kill."""
    return act(request, page_id, "restore")


# Any: each verb takes what its own action asks for.
def act(request: HttpRequest, page_id: int, verb: str, **arguments: Any) -> list[Release]:
    """Run the action registered for the article's model; what does not fit is a 422 with the reason."""
    page = article(page_id)
    action = action_registry.get_action_class(type(page), verb)
    if action is None:
        raise Http404(f"{type(page).__name__} knows no {verb}")
    try:
        rows = action(page, user=request.user, **arguments).execute()
    except NothingToDo as problem:
        raise HttpError(422, str(problem)) from problem
    if rows is None:
        return []
    return rows if isinstance(rows, list) else [rows]


def article(page_id: int) -> Any:
    for model in page_models():
        page = model.objects.filter(id=page_id).first()  # as in `desk.verbs.views.article_of`
        if page is not None:
            return page
    raise Http404(f"no article has the number {page_id}")


def register() -> None:
    """Mount the verbs at `syndication/` of Wagtail's API; call it before `api.urls` is read."""
    api.add_router("/syndication/", router)

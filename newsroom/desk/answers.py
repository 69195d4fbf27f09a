"""What the edit page asks while an article is written: a source's rules, and topics by their names."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET
from wagtail.permissions import policy_registry

from newsroom.models import ArticlePage, Source, Topic

__all__ = ["find_topics", "source_rules"]

MOST_TOPICS = 20  # in one answer


def refuse_who_writes_nothing(request: HttpRequest) -> None:
    """Raises `PermissionDenied` for somebody who may neither write nor change a page."""
    policy = policy_registry.get_by_type(ArticlePage)
    if not policy.user_has_any_permission(request.user, ["add", "change", "publish"]):
        raise PermissionDenied


@require_GET
def source_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """The terms that a story takes over from its source, as a fragment of HTML."""
    refuse_who_writes_nothing(request)
    source = get_object_or_404(Source, pk=pk)
    context = {
        "source": source,
        "until": source.holds_until(timezone.now()),
    }
    return render(request, "newsroom/admin/source_rules.html", context)


@require_GET
def find_topics(request: HttpRequest) -> JsonResponse:
    """The topics whose name holds `q`, those that begin with it first."""
    refuse_who_writes_nothing(request)
    words = request.GET.get("q", "").strip()[:120].replace("\0", "")
    begin = Topic.objects.filter(name__istartswith=words)[:MOST_TOPICS] if words else Topic.objects.all()[:MOST_TOPICS]
    inside = Topic.objects.filter(name__icontains=words).exclude(name__istartswith=words)[:MOST_TOPICS] if words else []
    found = [*begin, *inside][:MOST_TOPICS]
    return JsonResponse({"topics": [{"id": topic.pk, "name": topic.name} for topic in found]})

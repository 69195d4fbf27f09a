"""What Wagtail asks this app for."""

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from newsroom.links import ReleasedPageLinkHandler
from newsroom.viewsets import NewsDeskGroup

register_snippet(NewsDeskGroup)


# After Wagtail's own, which it takes the place of. Any: Wagtail's feature registry.
@hooks.register("register_rich_text_features", order=10)
def hide_addresses_of_unreleased_articles(features: Any) -> None:
    features.register_link_type(ReleasedPageLinkHandler)

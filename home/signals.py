"""What the site does when an article is published."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from home.pictures import make_pictures
from newsroom.models import ArticlePage


@receiver(page_published, sender=ArticlePage, dispatch_uid="home.pictures")
def article_was_published(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    """Have its pictures made once it is committed; the task looks whether it is out at all, for this proves nothing."""
    transaction.on_commit(partial(make_pictures.enqueue, instance.pk), robust=True)

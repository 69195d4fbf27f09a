"""Addresses of the verbs' screens in the admin."""

from django.urls import path

from syndication.desk.verbs.progress import ProgressView
from syndication.desk.verbs.views import VERBS

__all__ = ["app_name", "urlpatterns"]

app_name = "syndication_verbs"
urlpatterns = [
    *(path(f"<int:page_id>/{view.verb}/", view.as_view(), name=view.verb) for view in VERBS),
    path("<int:page_id>/progress/", ProgressView.as_view(), name="progress"),
]

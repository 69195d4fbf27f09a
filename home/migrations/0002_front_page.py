"""Puts a HomePage in the place of Wagtail's welcome page, at the address of BASE_URL."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations


def create_front_page(apps: Any, schema_editor: Any) -> None:
    page_model = apps.get_model("wagtailcore", "Page")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model="homepage"
    )
    # Wagtail's own page says "Welcome to your new Wagtail site!"; with it goes the site that points there.
    page_model.objects.filter(content_type__app_label="wagtailcore", slug="home", depth=2).delete()
    front_page = apps.get_model("home", "HomePage").objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=content_type,
        locale=apps.get_model("wagtailcore", "Locale").objects.get(language_code=settings.LANGUAGE_CODE),
        translation_key=uuid.uuid4(),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    page_model.objects.filter(depth=1).update(numchild=1)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    apps.get_model("wagtailcore", "Site").objects.create(
        hostname=address.hostname,
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name=settings.WAGTAIL_SITE_NAME,
        root_page=front_page,
        is_default_site=True,
    )


def remove_front_page(apps: Any, schema_editor: Any) -> None:
    apps.get_model("home", "HomePage").objects.filter(depth=2).delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0001_home_page")]

    operations = [migrations.RunPython(create_front_page, remove_front_page)]

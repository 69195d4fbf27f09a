"""What people install: the wheel in an empty environment, on a Wagtail site that knows nothing of this project."""

import os
import subprocess
import sys
import sysconfig
import textwrap
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

SETTINGS = """
    from pathlib import Path

    SECRET_KEY = "a bare site's"
    BASE_DIR = Path(__file__).resolve().parent.parent
    DEBUG = False
    ALLOWED_HOSTS = ["*"]
    ROOT_URLCONF = "bare.urls"
    INSTALLED_APPS = [
        "newsroom",
        "syndication",
        "wagtail.contrib.redirects",
        "wagtail.contrib.routable_page",
        "wagtail.contrib.table_block",
        "wagtail.embeds",
        "wagtail.sites",
        "wagtail.users",
        "wagtail.snippets",
        "wagtail.documents",
        "wagtail.images",
        "wagtail.search",
        "wagtail.admin",
        "wagtail",
        "modelcluster",
        "taggit",
        "django_filters",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ]
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "syndication.middleware.LiftMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "wagtail.contrib.redirects.middleware.RedirectMiddleware",
        "syndication.middleware.GoneMiddleware",
    ]
    TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ]
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
    DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
    USE_TZ = True
    STATIC_URL = "static/"
    STATIC_ROOT = BASE_DIR / "static"
    MEDIA_URL = "media/"
    MEDIA_ROOT = BASE_DIR / "media"
    WAGTAIL_SITE_NAME = "Bare"
    WAGTAILADMIN_BASE_URL = "https://bare.test"
    WAGTAILIMAGES_IMAGE_MODEL = "newsroom.NewsImage"
    SYNDICATION_PAGE_MODELS = ["newsroom.ArticlePage"]
"""

URLS = """
    from django.urls import include, path
    from wagtail import urls as wagtail_urls
    from wagtail.admin import urls as admin_urls
    from wagtail.documents import urls as document_urls

    urlpatterns = [
        path("admin/", include(admin_urls)),
        path("documents/", include(document_urls)),
        path("", include("syndication.urls")),
        path("", include("syndication.feed_page_urls")),
        path("", include(wagtail_urls)),
    ]
"""

# What an editor does in the admin, and what a partner's reader asks for.
FIRST_DAY = """
    import re

    import django

    django.setup()

    from django.contrib.auth import get_user_model
    from django.test import Client
    from wagtail.models import Site

    from newsroom.models import ArticleIndexPage, ArticlePage, Source
    from syndication.models import Outlet
    from syndication.wire.formats import FORMATS
    from syndication.wire.profile import PROFILES

    Site.objects.update(hostname="bare.test", port=443)
    Outlet.objects.create(name="Everybody", slug="public", access="open", profile="public")
    source = Source.objects.create(name="China Daily", reach="partners")
    section = Site.objects.get().root_page.add_child(instance=ArticleIndexPage(title="News", slug="news"))
    article = ArticlePage(title="Harbour reopens", summary="Ships are back.", source=source, live=False)
    article.body = [("paragraph", "<p>The harbour has <b>reopened</b>.</p>")]
    section.add_child(instance=article)
    article.save_revision().publish()

    client = Client(headers={"host": "bare.test"}, raise_request_exception=True)
    for format in [FORMATS[name] for name in PROFILES["public"].formats]:
        place = f"wire/public/{article.story_id}" if format.HOLDS_ONE else "feeds/public"
        answer = client.get(f"/{place}.{format.EXTENSION}")
        text = answer.content.decode()
        assert answer.status_code == 200, answer
        assert "Harbour reopens" in text and "China Daily" in text and "reopened" in text, text
        print(format.EXTENSION, answer["Content-Type"])
    page = client.get("/news/harbour-reopens/")
    assert page.status_code == 200 and "China Daily" in page.content.decode(), page
    about = client.get("/feeds/public/")
    assert about.status_code == 200 and "Harbour reopens" in about.content.decode(), about
    assert b"Harbour reopens" in client.get("/news-sitemap.xml").content

    client.force_login(get_user_model().objects.create_superuser("chief"))
    sidebar = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', client.get("/admin/").content.decode())[1]
    menu = set(re.findall(r'"(/admin/[^"]+)"', sidebar)) - {"/admin/logout/"}
    assert {"/admin/articles/", "/admin/paste/", "/admin/outlets/", "/admin/reports/taken/"} <= menu, menu
    ours = [f"/admin/pages/{section.pk}/", f"/admin/pages/{article.pk}/edit/", "/admin/outlets/set-up/"]
    for place in [*sorted(menu), *ours]:
        screen = client.get(place, follow=True)
        assert screen.status_code == 200, (place, screen)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT], folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """An interpreter that sees the wheel and the libraries it needs, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    interpreter = folder / "bin" / "python"
    run(
        [sys.executable, "-m", "pip", "--python", interpreter, "install", "--quiet", "--no-deps", "--no-index", wheel],
        folder,
    )
    # The libraries are those of this environment, where the project itself is not installed.
    packages = run([interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip()
    Path(packages, "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return interpreter


def run(command, folder, **environment):
    """The output of a command, run with nothing of this process's environment but the path and `environment`."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    process = subprocess.run(command, cwd=folder, env=keep | environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


def test_the_wheel_holds_the_two_apps_with_all_that_they_read(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"newsroom", "syndication"}
    missing = {
        str(path.relative_to(PROJECT))
        for app in ("newsroom", "syndication")
        for path in (PROJECT / app).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    } - names
    assert missing == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_environment_sees_nothing_of_the_checkout(python, tmp_path):
    seen = f"import sys; print([entry for entry in sys.path if entry == {str(PROJECT)!r}])"
    assert run([python, "-c", seen], tmp_path) == "[]\n"
    places = "import newsroom, syndication; print(newsroom.__file__, syndication.__file__)"
    assert str(PROJECT / "newsroom") not in run([python, "-c", places], tmp_path)
    absent = "import importlib.util; print(importlib.util.find_spec('home'))"
    assert run([python, "-c", absent], tmp_path) == "None\n"


def test_a_bare_wagtail_site_gets_a_feed(python, tmp_path):
    package = tmp_path / "bare"
    package.mkdir()
    for name, text in {"__init__.py": "", "settings.py": SETTINGS, "urls.py": URLS}.items():
        (package / name).write_text(textwrap.dedent(text))
    (tmp_path / "first_day.py").write_text(textwrap.dedent(FIRST_DAY))
    site = {"DJANGO_SETTINGS_MODULE": "bare.settings", "PYTHONPATH": str(tmp_path)}
    run([python, "-m", "django", "check", "--fail-level", "WARNING"], tmp_path, **site)
    run([python, "-m", "django", "makemigrations", "--check", "--dry-run"], tmp_path, **site)
    run([python, "-m", "django", "migrate", "--verbosity", "0"], tmp_path, **site)
    run([python, "-m", "django", "collectstatic", "--no-input"], tmp_path, **site)
    offered = run([python, "first_day.py"], tmp_path, **site)
    assert {line.split()[0] for line in offered.splitlines()} >= {"rss", "atom", "json", "jsonld", "md"}
    assert list(tmp_path.rglob("static/syndication/feed.css"))
    assert run([python, "-m", "django", "feed", "public"], tmp_path, **site).startswith("<?xml")


@pytest.mark.parametrize("lock", ["site.lock", "dev.lock"])
def test_a_lock_names_no_place_to_fetch_from_and_the_hash_of_everything(lock):
    text = (PROJECT / "requirements" / lock).read_text()
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]
    assert all("--hash=sha256:" in block for block in text.replace("\\\n", "").splitlines())


def test_what_is_tested_is_what_the_site_runs_on():
    site, dev = (
        {line.strip(" \\") for line in (PROJECT / "requirements" / lock).read_text().splitlines() if "==" in line}
        for lock in ("site.lock", "dev.lock")
    )
    assert site <= dev

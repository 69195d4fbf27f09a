"""Roles: what each sees and may do, asked of every screen by a real client; and that a site's own changes stay."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import APIToken

from newsroom.desk.roles import ROLES, lacking, make_role
from newsroom.models import ArticlePage
from tests.make import make_article, make_draft, make_outlet, make_section, make_source
from tests.newsroom.test_admin import entered

pytestmark = pytest.mark.django_db

REPORTER, EDITOR, MANAGER, LEGAL, PARTNER = ROLES


@pytest.fixture
def login(client, django_user_model):
    """Log somebody of this role in and return the client."""

    def log_in(role):
        make_role(role)
        user = django_user_model.objects.create_user(role.name.lower().replace(" ", "-"), password="password")
        user.groups.add(Group.objects.get(name=role.name))
        client.force_login(user)
        return client

    return log_in


def make_everything():
    """An outlet, a live article of somebody else's, and what leads to them."""
    article, outlet = make_article("Dam reopens"), make_outlet("metro")
    return {
        "articles": "/admin/articles/",
        "article": reverse("wagtailadmin_pages:edit", args=[article.pk]),
        "new article": reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", article.get_parent().pk]),
        "sources": reverse("wagtailsnippets_newsroom_source:list"),
        "new source": reverse("wagtailsnippets_newsroom_source:add"),
        "outlets": "/admin/outlets/",
        "outlet": f"/admin/outlets/inspect/{outlet.pk}/",
        "change outlet": f"/admin/outlets/edit/{outlet.pk}/",
        "set up": "/admin/outlets/set-up/",
        "new key": f"/admin/outlets/keys/{outlet.pk}/new/",
        "keys": f"/admin/outlets/keys/{outlet.pk}/",
        "releases": "/admin/releases/",
        "pickups": "/admin/pickups/",
        "intake": "/admin/intake/",
        "users": "/admin/users/",
    }


@pytest.mark.parametrize(
    ("role", "may_open"),
    [
        (REPORTER, {"articles", "new article", "sources"}),
        (
            EDITOR,
            {
                "articles", "article", "new article", "sources", "new source", "outlets", "outlet", "releases", "pickups",
                "intake",
            },
        ),
        (
            MANAGER,
            {
                "sources", "outlets", "outlet", "change outlet", "set up", "new key", "keys", "releases", "pickups", "intake",
            },
        ),
        (LEGAL, {"outlets", "outlet", "releases", "pickups"}),
        (PARTNER, set()),
    ],
    ids=[role.name for role in ROLES],
)  # fmt: skip
def test_a_role_opens_its_screens_and_no_others(login, role, may_open):
    screens = make_everything()
    client = login(role)
    assert {name for name, address in screens.items() if client.get(address).status_code == 200} == may_open


@pytest.mark.parametrize(
    ("role", "seen", "unseen"),
    [
        (REPORTER, {"News desk", "Drafts", "Under embargo"}, {"Syndication", "Outlets"}),
        (EDITOR, {"News desk", "Syndication", "Outlets"}, {"Settings"}),
        (MANAGER, {"Syndication", "Outlets", "Received documents"}, {"Under embargo", "Settings"}),
        (LEGAL, {"Syndication", "Releases"}, {"News desk", "Received documents"}),
    ],
    ids=[role.name for role in ROLES[:4]],
)
def test_a_roles_menu_leads_nowhere_else(login, role, seen, unseen):
    shown = login(role).get("/admin/").content.decode()
    assert {label for label in seen if f'"{label}"' not in shown} == set()
    assert {label for label in unseen if f'"{label}"' in shown} == set()


def test_a_partner_does_not_enter_the_admin(login):
    assert login(PARTNER).get("/admin/").status_code == 302


class TestReporters:
    def test_a_reporter_writes_and_edits_a_draft_and_cannot_publish_it(self, login):
        section, source = make_section(), make_source()
        client = login(REPORTER)
        address = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", section.pk])
        assert client.post(address, entered(source=source.pk) | {"action-publish": "1"}).status_code == 302
        draft = ArticlePage.objects.get()
        assert not draft.live
        assert client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200

    def test_a_reporter_publishes_nothing_by_a_bulk_action(self, login):
        draft = make_draft()
        client = login(REPORTER)
        address = f"{reverse('wagtail_bulk_action', args=('wagtailcore', 'page', 'publish'))}?id={draft.pk}"
        shown = client.get(address)
        assert [str(one["reason"]) for one in shown.context["items_with_no_access"]] == [
            "You do not have the permission."
        ]
        client.post(address)
        assert not ArticlePage.objects.get().live

    def test_a_reporters_list_has_no_article_that_the_reporter_may_not_explore(self, login):
        make_article("Dam reopens")
        assert "Dam reopens" in login(REPORTER).get("/admin/articles/").content.decode()  # the whole tree is open to it


class TestDeskEditors:
    def test_an_editor_publishes(self, login):
        draft = make_draft()
        client = login(EDITOR)
        client.post(f"{reverse('wagtail_bulk_action', args=('wagtailcore', 'page', 'publish'))}?id={draft.pk}")
        assert ArticlePage.objects.get().live


@pytest.mark.parametrize(("role", "status"), [(REPORTER, 403), (EDITOR, 200), (LEGAL, 403), (PARTNER, 403)])
def test_the_api_lets_a_role_publish_as_the_admin_does(login, client, django_user_model, role, status):
    draft = make_draft()
    login(role)
    client.logout()
    secret = APIToken.generate_token()
    APIToken.objects.create(user=django_user_model.objects.get(), name="desk", key_hash=APIToken.hash_token(secret))
    answer = client.post(
        f"/api/v3/pages/{draft.pk}/actions/publish/",
        headers={"Authorization": f"Bearer {secret}"},
        content_type="application/json",
    )
    assert answer.status_code == status
    assert ArticlePage.objects.get().live == (status == 200)


class TestMaking:
    def test_a_second_run_makes_nothing(self):
        assert [make_role(role) for role in ROLES] == [True] * len(ROLES)
        assert [make_role(role) for role in ROLES] == [False] * len(ROLES)
        assert [lacking(role) for role in ROLES] == [[]] * len(ROLES)

    def test_what_a_site_has_changed_stays_and_is_named(self):
        make_role(MANAGER)
        group = Group.objects.get(name=MANAGER.name)
        taken = group.permissions.get(codename="add_outletkey")
        group.permissions.remove(taken)
        said = StringIO()
        call_command("roles", stdout=said)
        assert taken not in group.permissions.all()
        assert "Syndication managers: there already\n  lacks syndication.add_outletkey" in said.getvalue()

    def test_complete_adds_what_lacks_and_takes_nothing_away(self):
        make_role(EDITOR)
        group = Group.objects.get(name=EDITOR.name)
        group.page_permissions.filter(permission__codename="lock_page").delete()
        group.permissions.add(*Group.objects.get(name="Moderators").permissions.all())
        before = set(group.permissions.all())
        call_command("roles", "--complete", stdout=StringIO())
        assert lacking(EDITOR) == []
        assert set(group.permissions.all()) >= before

"""The pages of those whom stories credit."""

import pytest

from newsroom.models import ArticleCredit
from tests.home.paper import published, read, texts, warm
from tests.make import make_contributor, make_draft, make_image

pytestmark = pytest.mark.django_db


def by(person, role="byline"):
    return [ArticleCredit(role=role, contributor=person)]


def test_a_byline_leads_to_the_person_and_the_person_to_the_stories(client, home):
    person = make_contributor(
        "Wang Wei",
        job_title="Reporter",
        biography="Writes about dams.",
        url="https://wang.example/",
        picture=make_image(),
    )
    published(slug="dam", credits=by(person))
    published(title="Seen by her", credits=by(person, "photographer"), hours_ago=2)
    published(title="Of somebody else")
    link = read(client, "/news/dam/").select_one(".story__by a[rel=author]")
    page = read(client, link["href"])
    assert texts(page, "h1") == ["Wang Wei"]
    assert texts(page, ".list-head__role, .list-head__about") == ["Reporter", "Writes about dams."]
    assert texts(page, ".rows h2") == ["Dam reopens", "Seen by her"]
    assert page.select_one(".facts a")["href"] == "https://wang.example/"
    assert page.select_one(".list-head__logo img")["width"] == "96"


def test_a_name_without_a_person_on_file_leads_nowhere(client, home):
    published(slug="dam", credits=[ArticleCredit(role="byline", name="Our reporter")])
    byline = read(client, "/news/dam/").select_one(".story__by p")
    assert byline.get_text() == "Written by Our reporter"
    assert not byline.select("a")


def test_the_list_of_people_counts_their_stories(client, home):
    wei, ana = make_contributor("Wang Wei"), make_contributor("Ana", job_title="Editor")
    published(credits=[*by(wei), *by(wei, "photographer")])
    published(credits=by(ana))
    published(credits=by(ana))
    page = read(client, "/people/")
    assert texts(page, ".directory h2") == ["Ana", "Wang Wei"]
    assert texts(page, ".directory__facts") == ["Editor · 2 stories", "1 story"]


def test_whom_no_released_story_names_has_no_page(client, home):
    person = make_contributor("Secret Author", slug="secret")
    make_draft("Draft", credits=by(person))
    assert client.get("/people/secret/").status_code == 404
    assert client.get("/people/nobody/").status_code == 404
    assert "Secret" not in str(read(client, "/people/"))


def test_a_portrait_that_may_go_nowhere_is_not_shown(client, home):
    person = make_contributor("Wang Wei", slug="wei", picture=make_image("portrait", reach="nowhere"))
    published(credits=by(person))
    assert "portrait" not in str(read(client, "/people/wei/"))


@pytest.mark.parametrize(("path", "queries"), [("/people/", 9), ("/people/wei/", 10)])
def test_people_take_the_same_queries_however_much_they_wrote(
    client, home, path, queries, django_assert_max_num_queries
):
    person = make_contributor("Wang Wei", slug="wei")
    for count in (3, 25):
        for number in range(count):
            published(title=f"Story {count}-{number}", credits=by(person), lead_image=make_image())
            published(title=f"Other {count}-{number}", credits=by(make_contributor(f"Person {count}-{number}")))
        warm(client, path)
        with django_assert_max_num_queries(queries):
            client.get(path)

"""What an outlet gets of a story, and when it gets none."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from syndication.wire.dialect import GuidForm
from syndication.wire.gate import Limits
from syndication.wire.prepare import Withheld, prepare
from syndication.wire.profile import PROFILES, Profile, TextMode
from syndication.wire.story import (
    Credit,
    MediaRole,
    Notice,
    NoticeKind,
    Place,
    PublishingStatus,
    Reach,
    Rights,
    Story,
    Topic,
    withdrawn,
)
from tests.make import HOUR, MINUTE, NOON, make_media, make_profile, make_story
from tests.wire.soups import soups

GENERIC = PROFILES["generic"]
SECOND = timedelta(seconds=1)
FIGURE = '<figure><img src="https://news.example.org/media/{0}.jpg" alt=""><figcaption>About {0}</figcaption></figure>'
CREDIT = "<p>SOURCE China Daily</p>"
TAGS = {tag: sorted(attributes) for tag, attributes in GENERIC.allow}


def prepared(story: Story, profile=GENERIC, now=NOON, **how) -> Story:
    result = prepare(story, profile, now, **how)
    assert isinstance(result, Story), result
    return result


def lenient(name: str, **keys) -> Profile:
    """The profile called `name`, without what would withhold a story for its length or its pictures."""
    wishes = {"body_min_chars": 0, "body_advised_chars": 0, "picture_required": False}
    return PROFILES[name].override(**wishes | keys)


def code(story: Story, profile=GENERIC, now=NOON, **how) -> str:
    result = prepare(story, profile, now, **how)
    assert isinstance(result, Withheld)
    assert result.story_id == story.id
    assert result.sentence.endswith(".")
    assert story.headline not in result.sentence
    return result.code


# when


def test_a_story_under_embargo_is_held_until_its_second():
    story = make_story(embargoed_until=NOON)

    assert code(story, now=NOON - SECOND) == "embargo.hold"
    assert prepared(story, now=NOON).headline == story.headline


def test_an_advance_copy_goes_before_the_embargo_ends_and_says_so():
    story = make_story(embargoed_until=NOON + HOUR)
    profile = make_profile(embargo_note="Embargoed until {until}.")

    early = prepared(story, profile, advance=True)
    assert early.body.startswith("<p>Embargoed until 23 November 2026 13:00 UTC.</p>")
    assert early.embargoed_until == story.embargoed_until
    assert "Embargoed" not in prepared(story, profile, now=NOON + HOUR).body


def test_an_advance_copy_names_its_moment_where_the_profile_has_no_words_for_it():
    early = prepared(make_story(embargoed_until=NOON + HOUR), advance=True)

    assert early.body.startswith("<p>Embargoed until 23 November 2026 13:00 UTC.</p>")


@pytest.mark.parametrize("mode", ["headline", "summary"])
def test_an_advance_copy_without_a_body_says_so_in_its_summary(mode):
    early = prepared(make_story(embargoed_until=NOON + HOUR), make_profile(text_mode=mode), advance=True)

    assert early.summary.startswith("Embargoed until 23 November 2026 13:00 UTC. ")


@pytest.mark.parametrize("name", PROFILES)
def test_an_advance_copy_does_not_lead_to_a_page_that_is_not_there_yet(name):
    address = "https://news.example.org/2026/dam/"
    story = make_story(
        embargoed_until=NOON + HOUR, permalink=address, url=address, body="<p>One.</p><p>Two.</p><p>Three.</p>"
    )
    profile = lenient(name)

    early = prepared(story, profile, advance=True)
    assert early.url == ""
    assert address not in f"{early.summary} {early.body}"
    assert early.permalink == (address if profile.guid_form is GuidForm.PERMALINK else "")
    assert prepared(early, profile, advance=True) == early
    on_time = replace(story, embargoed_until=None)
    assert prepared(story, profile, now=NOON + HOUR) == replace(
        prepared(on_time, profile, now=NOON + HOUR), embargoed_until=story.embargoed_until
    )


def test_an_outlet_of_one_language_gets_stories_in_no_other():
    chinese = make_story(language="zh-Hans")

    assert code(chinese, make_profile(language="en")) == "language.other"
    assert code(chinese, make_profile(language="zh-Hant")) == "language.other"
    assert prepared(chinese, make_profile(language="ZH"))
    assert prepared(make_story(language="en"), make_profile(language="en"))
    assert code(make_story(language="enm"), make_profile(language="en")) == "language.other"


def test_a_story_goes_until_it_is_too_old_to_the_second():
    profile = make_profile(max_age_days=3)
    story = make_story(published_at=NOON - timedelta(days=3))

    assert prepared(story, profile)
    assert code(story, profile, now=NOON + SECOND) == "limit.too-old"


def test_a_story_expires_at_its_second():
    story = make_story(expires_at=NOON)

    assert prepared(story, now=NOON - SECOND)
    assert code(story, now=NOON) == "expired"


def test_a_withheld_story_goes_nowhere():
    assert code(make_story(status=PublishingStatus.WITHHELD), advance=True) == "status.withheld"


@pytest.mark.parametrize(("reach", "asked"), list(product(Reach, (Reach.PUBLIC, Reach.PARTNERS))))
def test_a_story_goes_only_as_far_as_its_rights(reach, asked):
    story = make_story(rights=Rights(reach=reach))
    result = prepare(story, make_profile(reach=asked), NOON)

    assert isinstance(result, Story) is reach.covers(asked)
    assert isinstance(result, Story) or result.code == "rights.story"


@pytest.mark.parametrize("name", PROFILES)
def test_a_canceled_story_passes_as_the_notice_that_it_is(name):
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text="Do not use.\x0b", at=NOON)
    story = withdrawn(make_story(rights=Rights(reach=Reach.NOWHERE)), notice, 2)

    assert prepared(story, PROFILES[name]) == replace(story, notices=(replace(notice, text="Do not use."),))


def test_a_body_that_could_stall_a_reader_is_refused():
    assert code(make_story(body="<div>" * 5000)) == "html.refused"


def test_a_body_of_a_megabyte_goes():
    story = make_story(body="<p>" + "The dam reopened on Monday after repairs. " * 25_000 + "</p>")

    assert len(prepared(story).body) > 1_000_000


def test_a_short_body_is_withheld_where_the_outlet_wants_a_longer_one():
    story = make_story(body="<p>1234567890</p>")

    assert prepared(story, make_profile(body_min_chars=10))
    assert code(story, make_profile(body_min_chars=11)) == "limit.too-short"


def test_a_headline_of_nothing_that_can_be_carried_is_no_story():
    assert code(replace(make_story(), headline="\x0b\ufffe")) == "story.invalid"


# credit


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("mode", ["headline", "summary", "paragraphs", "full"])
def test_credit_and_disclosure_survive_every_profile_and_mode(name, mode):
    profile = lenient(name, text_mode=mode, paragraphs=int(mode == "paragraphs"), read_on="")
    story = make_story(rights=Rights(disclosure="Distributed on behalf of X."), summary="The dam is open.")

    result = prepared(story, profile)
    shown = f"{result.summary} {result.body}"
    assert shown.count("SOURCE China Daily") == 1
    assert shown.count("Distributed on behalf of X.") == 1
    assert result.credits == story.credits


@pytest.mark.parametrize("name", PROFILES)
def test_preparing_twice_is_preparing_once(name):
    story = make_story(
        body="<h1>Part</h1><p>Text <a href='/a'>a</a>.</p><ul><li>b</li></ul>" + FIGURE.format("dam"),
        media=(make_media(),),
        rights=Rights(disclosure="On behalf of X.", usage_terms="Use freely.", licence="CC0"),
    )
    profile = lenient(name, terms_in_body=True)

    once = prepared(story, profile)
    assert prepared(once, profile) == once


@pytest.mark.parametrize(
    "ending",
    [
        "<p>SOURCE China Daily</p>",
        "<p><b>Source: China Daily</b></p>",
        "SOURCE — China Daily",
        "<p>SOURCE  CHINA DAILY</p><p> </p>",
    ],
)
def test_a_credit_that_already_ends_the_body_is_not_repeated(ending):
    assert prepared(make_story(body=f"<p>Text.</p>{ending}")).body == f"<p>Text.</p>{CREDIT}"


def test_a_credit_in_the_middle_of_the_body_does_not_count():
    body = prepared(make_story(body="<p>SOURCE China Daily said so.</p><p>Text.</p>")).body

    assert body == f"<p>SOURCE China Daily said so.</p><p>Text.</p>{CREDIT}"


def test_a_source_without_a_closing_line_is_credited_all_the_same():
    assert prepared(make_story(closing_line="")).body.endswith(CREDIT)


def test_a_second_source_is_credited_too():
    story = make_story(credits=(Credit(name="China Daily"), Credit(name="Xinhua")))

    assert prepared(story).body.endswith(f"{CREDIT}<p>SOURCE Xinhua</p>")


def test_a_closing_line_in_another_language_names_the_first_source():
    story = make_story(closing_line="SOURCE 中国日报")

    assert prepared(story).body.endswith("<p>SOURCE 中国日报</p>")


def test_a_source_name_is_text_and_no_mark_up():
    story = make_story(credits=(Credit(name="A&B <i>"),), closing_line="SOURCE A&B <i>]]>")

    assert prepared(story).body.endswith("<p>SOURCE A&amp;B &lt;i&gt;]]&gt;</p>")


def test_the_credit_can_be_linked():
    story = make_story(credits=(Credit(name="China Daily", url="https://chinadaily.example/"),))
    profile = make_profile(credit_form="linked")

    assert prepared(story, profile).body.endswith('<p>SOURCE <a href="https://chinadaily.example/">China Daily</a></p>')


def test_credit_and_disclosure_can_stand_at_the_start():
    story = make_story(body="<p>Text.</p>", rights=Rights(disclosure="On behalf of X."))
    profile = make_profile(credit_place="start", disclosure_place="start")

    assert prepared(story, profile).body == f"<p>On behalf of X.</p>{CREDIT}<p>Text.</p>"


def test_terms_close_the_body_where_the_outlet_wants_them():
    rights = Rights(copyright="© 2026 X", licence="CC BY", licence_url="https://e.example/by", usage_terms="Name us.")
    story = make_story(rights=rights)

    assert prepared(story, make_profile(terms_in_body=True)).body.endswith(
        f"{CREDIT}<p>© 2026 X</p><p>Licence: CC BY https://e.example/by</p><p>Name us.</p>"
    )
    assert "CC BY" not in prepared(story).body
    assert prepared(story).rights == rights


# text


def test_text_mode_headline_leaves_the_credit_alone_as_summary():
    result = prepared(make_story(summary="The dam is open."), make_profile(text_mode="headline"))

    assert (result.summary, result.body) == ("SOURCE China Daily", "")


def test_text_mode_summary_takes_the_editors_summary_whole():
    summary = "The dam is open. " * 40
    result = prepared(make_story(summary=summary), make_profile(text_mode="summary", summary_max=50))

    assert result.summary == f"{summary.strip()} SOURCE China Daily"
    assert result.body == ""


def test_text_mode_summary_makes_one_from_the_first_sentences():
    body = "<h2>Part</h2><p>The dam reopened on Monday. Boats passed.</p><ul><li>x</li></ul><p>A band played.</p>"
    result = prepared(make_story(body=body), make_profile(text_mode="summary", summary_max=45))

    assert result.summary == "The dam reopened on Monday. Boats passed. SOURCE China Daily"


def test_a_summary_with_a_way_to_read_on_has_it_in_the_body():
    result = prepared(make_story(summary="The dam is open."), PROFILES["summary"])

    assert result.body == (
        f'<p>The dam is open.</p>{CREDIT}<p><a href="https://news.example.org/2026/dam/">Read the full story</a></p>'
    )


def test_text_mode_paragraphs_keeps_the_first_ones_and_says_where_the_rest_is():
    body = "<h2>A</h2><p>One.</p><blockquote><p>Two.</p></blockquote><h2>B</h2><p>Three.</p>"
    profile = make_profile(text_mode="paragraphs", paragraphs=2, read_on="Read on")

    assert prepared(make_story(body=body), profile).body == (
        "<h2>A</h2><p>One.</p><blockquote><p>Two.</p></blockquote>"
        f'<p><a href="https://news.example.org/2026/dam/">Read on</a></p>{CREDIT}'
    )
    assert "Read on" not in prepared(make_story(body="<p>One.</p><p>Two.</p>"), profile).body


def test_a_long_headline_is_cut_behind_a_word():
    story = make_story(headline="Dam reopens after repairs that took a year")

    assert prepared(story, make_profile(title_max=30)).headline == "Dam reopens after repairs…"
    assert prepared(story).headline == story.headline


def test_a_plain_outlet_gets_text_in_paragraphs_with_the_credit_last():
    body = '<p>See <a href="/report">the report</a> &amp; more.</p><ul><li>One</li></ul>'

    assert prepared(make_story(body=body), PROFILES["plain"]).body == (
        f"<p>See the report [1] &amp; more.</p><p>• One</p><p>[1] https://news.example.org/report</p>{CREDIT}"
    )


def test_a_long_body_is_cut_behind_the_last_paragraph_that_fits_and_says_where_the_rest_is():
    story = make_story(body="<p>1234567890</p><h2>Part</h2><p>abcdefghij</p>")
    profile = make_profile(body_max_chars=20, read_on="Read on")

    assert prepared(story, profile).body == (
        f'<p>1234567890</p><p><a href="https://news.example.org/2026/dam/">Read on</a></p>{CREDIT}'
    )
    assert prepared(story, make_profile(body_max_chars=26)).body.startswith(story.body)
    assert code(story, make_profile(body_max_chars=9)) == "body.too-long"


def test_a_short_summary_gives_way_to_one_from_the_body_where_the_outlet_wants_a_longer_one():
    story = make_story(
        summary="Open.", body="<p>The dam reopened on Monday. Boats passed at noon.</p><p>A band played.</p>"
    )
    profile = make_profile(summary_min=20, summary_max=60)

    assert prepared(story, profile).summary == "The dam reopened on Monday. Boats passed at noon."
    assert prepared(prepared(story, profile), profile) == prepared(story, profile)
    assert prepared(story).summary == "Open."
    long = make_story(summary="The dam is open again.")
    assert prepared(long, profile).summary == long.summary


def test_relative_links_lead_to_the_storys_own_site():
    assert 'href="https://news.example.org/a"' in prepared(make_story(body='<a href="/a">a</a>')).body


# pictures


def test_pictures_go_only_as_far_as_somebody_said():
    media = tuple(make_media(reach.value, reach=reach) for reach in Reach)
    story = make_story(body="".join(FIGURE.format(reach.value) for reach in Reach), media=media)

    for profile, names in ((PROFILES["public"], ["public", "partners"]), (GENERIC, ["partners"])):
        result = prepared(story, profile)
        assert [one.url for one in result.media] == [f"https://news.example.org/media/{name}.jpg" for name in names]
        assert result.body == "".join(FIGURE.format(name) for name in names) + CREDIT


def test_a_picture_goes_until_its_right_ends_and_its_caption_goes_with_it():
    story = make_story(body=FIGURE.format("dam"), media=(make_media(reach_until=NOON),))

    assert "About dam" in prepared(story, now=NOON - MINUTE).body
    assert prepared(story, now=NOON).body == CREDIT
    assert prepared(story, now=NOON).media == ()


def test_a_picture_that_the_story_does_not_list_goes_nowhere():
    body = (
        "<p>x</p>"
        + FIGURE.format("unknown")
        + '<div class="wp-caption"><img src="https://e.example/a.jpg"><p>c</p></div>'
    )

    assert prepared(make_story(body=body)).body == f"<p>x</p>{CREDIT}"


def test_a_gallery_with_a_picture_that_may_not_travel_loses_the_words_about_both():
    body = f"<figure>{FIGURE.format('dam')}{FIGURE.format('secret')}<figcaption>The dam and the secret</figcaption></figure>"

    assert prepared(make_story(body=body, media=(make_media(),))).body == FIGURE.format("dam") + CREDIT


def test_a_summary_made_from_the_body_holds_no_caption():
    body = "<figure><img src='/media/secret.jpg'><figcaption>Secret.</figcaption></figure><p>The dam is open.</p>"

    assert prepared(make_story(body=body), PROFILES["summary"]).summary == "The dam is open. SOURCE China Daily"


def test_limits_can_be_set_for_a_story():
    story = make_story(body="<div><div><p>x</p></div></div>")

    assert prepare(story, GENERIC, NOON, limits=Limits(depth=2)).code == "html.refused"
    assert prepared(story, limits=Limits(depth=4))


def test_nothing_leads_to_a_picture_that_may_not_travel():
    body = '<p>See <a href="/media/dam.jpg">it</a>.</p><figure><a href="/media/dam.jpg"><img src="/media/dam.jpg"></a></figure>'

    assert prepared(make_story(body=body, media=(make_media(reach=Reach.SITE),))).body == f"<p>See it.</p>{CREDIT}"


@pytest.mark.parametrize("form", ['<iframe src="{}"></iframe>', '<a href="https://www.google.com/url?q={}">it</a>'])
def test_nothing_leads_to_such_a_picture_by_a_detour_either(form):
    body = f"<p>See {form.format('https://news.example.org/media/dam.jpg')}.</p>"

    assert "dam.jpg" in prepared(make_story(body=body, media=(make_media(),))).body
    assert "dam.jpg" not in prepared(make_story(body=body, media=(make_media(reach=Reach.SITE),))).body


def test_a_picture_listed_twice_goes_only_if_both_lines_allow_it():
    story = make_story(body=FIGURE.format("dam"), media=(make_media(), make_media(reach=Reach.SITE)))

    assert prepared(story).body == CREDIT
    assert prepared(story).media == ()


def test_of_a_pictures_sizes_only_the_listed_one_is_shown():
    body = '<img src="/media/original.jpg" srcset="/media/dam.jpg 800w, /media/huge.jpg 4000w" alt="">'

    assert 'src="https://news.example.org/media/dam.jpg"' in prepared(make_story(body=body, media=(make_media(),))).body


def test_the_lead_picture_is_not_repeated_where_the_outlet_does_not_want_it():
    media = (make_media("lead", role=MediaRole.LEAD), make_media("dam"))
    story = make_story(body=FIGURE.format("lead") + FIGURE.format("dam"), media=media)

    assert prepared(story).body == FIGURE.format("lead") + FIGURE.format("dam") + CREDIT
    assert prepared(story, make_profile(lead_in_body=False)).body == FIGURE.format("dam") + CREDIT
    assert prepared(story, make_profile(lead_in_body=False)).media == media


@pytest.mark.parametrize(("pictures", "names"), [("all", ["lead", "dam"]), ("lead", ["lead"]), ("none", [])])
def test_an_outlet_takes_all_pictures_the_lead_or_none(pictures, names):
    media = (make_media("lead", role=MediaRole.LEAD), make_media("dam"))
    result = prepared(make_story(media=media), make_profile(pictures=pictures))

    assert [one.url for one in result.media] == [f"https://news.example.org/media/{name}.jpg" for name in names]


def test_pictures_of_the_wrong_type_or_size_are_left_out():
    media = (make_media("a", width=800, height=300), make_media("b", mime_type="image/webp"), make_media("c"))
    profile = make_profile(picture_types=["image/jpeg"], picture_min_side=400)

    assert prepared(make_story(media=media), profile).media == media[2:]


def test_pictures_out_of_proportion_are_left_out():
    media = (make_media("strip", width=2000, height=500), make_media("tower", width=300, height=800), make_media("c"))
    profile = make_profile(picture_ratio_min=0.5, picture_ratio_max=1.89)

    assert prepared(make_story(media=media), profile).media == media[2:]


def test_pictures_beyond_the_number_that_an_outlet_takes_are_left_out_of_the_body_too():
    media = (make_media("lead", role=MediaRole.LEAD), make_media("dam"))
    story = make_story(body=FIGURE.format("lead") + FIGURE.format("dam"), media=media)

    result = prepared(story, make_profile(picture_max_count=1))
    assert result.media == media[:1]
    assert result.body == FIGURE.format("lead") + CREDIT


def test_a_story_without_a_picture_is_withheld_where_the_outlet_takes_none_without():
    profile = make_profile(picture_required=True)

    assert code(make_story(), profile) == "picture.required"
    assert code(make_story(media=(make_media(reach=Reach.SITE),)), profile) == "picture.required"
    assert prepared(make_story(media=(make_media(),)), profile)


def test_where_an_outlet_wants_a_picture_the_first_one_left_leads():
    media = (make_media("small", role=MediaRole.LEAD, width=100, height=100), make_media("dam"))
    profile = make_profile(picture_required=True, picture_min_side=500)

    assert prepared(make_story(media=media), profile).lead == make_media("dam", role=MediaRole.LEAD)
    assert prepared(make_story(media=media), make_profile(picture_min_side=500)).lead is None


# characters


HOSTILE = "a\x00\x0b\ud800\ufffe\u202e]]></title><script>b"


def test_no_field_holds_what_some_format_cannot_carry():
    story = make_story(
        headline=HOSTILE,
        summary=HOSTILE,
        slugline=HOSTILE,
        body=f"<p>{HOSTILE}",
        section=HOSTILE,
        genre=HOSTILE,
        closing_line=HOSTILE,
        external_id=HOSTILE,
        credits=(Credit(name=HOSTILE, url="https://e.example/\x0b"),),
        topics=(Topic(name=HOSTILE),),
        place=Place(name=HOSTILE),
        media=(make_media(alt=HOSTILE, caption=HOSTILE, credit=HOSTILE, copyright=HOSTILE, licence=HOSTILE),),
        notices=(Notice(kind=NoticeKind.UPDATE, text=HOSTILE, at=NOON),),
        rights=Rights(
            licence=HOSTILE, copyright=HOSTILE, usage_terms=HOSTILE, disclosure=HOSTILE, licence_url="\ud800"
        ),
        url="https://news.example.org/\x0b",
    )
    shown = repr(prepared(story))

    for letter in ("\\x00", "\\x0b", "\\ud800", "\\ufffe"):
        assert letter not in shown
    assert prepared(story).headline == "a\u202e]]></title><script>b\u202c"


def test_a_headline_of_a_hundred_thousand_letters_goes():
    assert len(prepared(make_story(headline="a " * 50_000)).headline) == 99_999


def test_a_story_without_an_address_is_prepared_too():
    result = prepared(make_story(url="", body='<p><a href="/a">a</a></p>'), PROFILES["summary"])

    assert result.body == ""


# laws


@settings(max_examples=100, deadline=None)
@example(body="<hr>x", name="plain", mode=TextMode.PARAGRAPHS)
@given(body=soups, name=st.sampled_from(sorted(PROFILES)), mode=st.sampled_from(TextMode))
def test_whatever_the_body_holds_credit_survives_and_preparing_twice_is_preparing_once(body, name, mode):
    profile = lenient(name, text_mode=mode, paragraphs=int(mode is TextMode.PARAGRAPHS), read_on="")
    story = make_story(body=body, rights=Rights(disclosure="On behalf of X."))

    once = prepared(story, profile)
    assert f"{once.summary} {once.body}".count("SOURCE China Daily") == 1
    assert f"{once.summary} {once.body}".count("On behalf of X.") == 1
    assert "<img" not in once.body  # the story lists no picture
    assert prepared(once, profile) == once


def test_an_entry_leads_to_our_page_with_the_outlets_own_parameters():
    profile = make_profile(own_parameters="utm_source=msn&utm_medium=feed")
    story = prepared(make_story(permalink="https://news.example.org/2026/dam/"), profile)
    assert story.url == "https://news.example.org/2026/dam/?utm_source=msn&utm_medium=feed"
    assert story.permalink == "https://news.example.org/2026/dam/"


def test_an_entry_leads_to_the_original_where_the_outlet_wants_that_and_there_is_one():
    profile = make_profile(link_to="original", own_parameters="utm_source=msn")
    original = make_story(canonical_url="https://www.chinadaily.example/a/1")
    assert prepared(original, profile).url == "https://www.chinadaily.example/a/1"
    assert prepared(make_story(), profile).url == "https://news.example.org/2026/dam/?utm_source=msn"

"""What each profile means, in sentences under the choice of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import Panel

from syndication.profiles import all_profiles
from syndication.wire.choices import Pictures, TextMode
from syndication.wire.dialect import DatePolicy, WithdrawalForm
from syndication.wire.profile import Profile

__all__ = ["Guide", "ProfileGuidePanel", "guide_to"]

TEXTS = {
    TextMode.FULL: gettext_lazy("The whole text."),
    TextMode.PARAGRAPHS: gettext_lazy("The first paragraphs of the text, and a link to the rest."),
    TextMode.SUMMARY: gettext_lazy("The summary, and a link to the text."),
    TextMode.HEADLINE: gettext_lazy("The headline, and a link to the text."),
}
PICTURES = {
    Pictures.ALL: gettext_lazy("Pictures that may go."),
    Pictures.LEAD: gettext_lazy("The lead picture alone."),
    Pictures.NONE: gettext_lazy("No pictures."),
}
UPDATES = {
    DatePolicy.BUMP: gettext_lazy("An update gets a new date of publication."),
    DatePolicy.MODIFIED: gettext_lazy("An update keeps its date of publication and gets one of modification."),
    DatePolicy.NONE: gettext_lazy("An update shows no new date."),
}
WITHDRAWALS = {
    WithdrawalForm.STATUS: gettext_lazy("A withdrawal is an entry marked as deleted."),
    WithdrawalForm.EXPIRY: gettext_lazy("A withdrawal is an entry that has expired."),
    WithdrawalForm.TOMBSTONE: gettext_lazy("A withdrawal is a tombstone (RFC 6721)."),
    WithdrawalForm.CANCELED: gettext_lazy("A withdrawal is an entry that says so."),
    WithdrawalForm.DROP: gettext_lazy("A withdrawn story is no longer in the feed; nothing else tells of it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What an editor should know of one profile before choosing it."""

    name: str
    label: str
    spec_url: str
    checked_on: date | None
    sentences: tuple[str, ...]


class ProfileGuidePanel(Panel):
    """The sentences of the profile that is chosen; a script changes them with the choice."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "syndication/admin/profile_guide.html"

        class Media:
            js = ("syndication/js/outlet-form.js",)

        # Any: a template's context.
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            field = self.form["profile"]
            return super().get_context_data(parent_context) | {
                "guides": [guide_to(name, profile) for name, profile in sorted(all_profiles().items())],
                "chosen": field.value(),
                "select_id": field.id_for_label,
            }


def guide_to(name: str, profile: Profile) -> Guide:
    return Guide(
        name=name,
        label=profile.label,
        spec_url=profile.spec_url,
        checked_on=profile.spec_checked_on,
        sentences=tuple(sentences(profile)),
    )


def sentences(profile: Profile) -> Iterator[str]:
    yield how_much(profile)
    yield str(TEXTS[profile.text_mode])
    yield str(PICTURES[profile.pictures])
    if profile.picture_required:
        yield _("No story without a picture.")
    yield str(UPDATES[profile.date_policy])
    yield str(WITHDRAWALS[profile.withdrawal])
    if profile.one_language:
        yield _("Stories in the outlet's language alone.")
    if not profile.key_in_path:
        yield _("No key in an address.")


def how_much(profile: Profile) -> str:
    """Formats, and how many stories of which age."""
    items = ngettext("at most %(number)d story", "at most %(number)d stories", profile.max_items)
    said = [", ".join(profile.formats), items % {"number": profile.max_items}]
    if profile.max_age_days:
        days = ngettext("none older than %(number)d day", "none older than %(number)d days", profile.max_age_days)
        said.append(days % {"number": profile.max_age_days})
    return "; ".join(said) + "."

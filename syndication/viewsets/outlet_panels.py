"""What stands in the form of an outlet, from who it is to what was agreed with it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TitleFieldPanel

from syndication.desk.sample_panel import SamplePanel
from syndication.viewsets.match_count import RulesPanel
from syndication.viewsets.outlet_form import OutletForm
from syndication.viewsets.profile_guide import ProfileGuidePanel

__all__ = ["NamePanel", "named_feeds", "outlet_edit_handler", "own_keys", "rules"]


class NamePanel(TitleFieldPanel):
    """A name that makes the slug of a new outlet; of one that is there the slug is in its partner's hands."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return self.instance.pk is None


def outlet_edit_handler() -> ObjectList:
    panels = [
        who(),
        rules(),
        named_feeds(),
        how(),
        own_keys(),
        agreement(),
        SamplePanel(heading=_("What it would get")),
    ]
    return ObjectList(panels, base_form_class=OutletForm)


def who() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            NamePanel("name", placeholder=False, classname=""),
            FieldPanel("slug"),
            FieldPanel("description"),
            FieldPanel("contact_name"),
            FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
            FieldPanel("active"),
        ],
        _("Who"),
    )


def rules() -> RulesPanel:
    return RulesPanel(
        "rules",
        heading=_("What"),
        label=_("rule"),
        help_text=_(
            "The first line that fits a story decides. Without an include line everything is in that no line excludes. "
            "Values are names or codes; a language is a tag such as zh, urgency and words are a number or a range "
            "(300-, 1-3), picture and disclosure are yes or no."
        ),
        panels=[FieldRowPanel([FieldPanel("include"), FieldPanel("field"), FieldPanel("value")])],
    )


def named_feeds() -> InlinePanel:
    return InlinePanel(
        "feeds",
        heading=_("Feeds beside its own"),
        label=_("feed"),
        help_text=_("Each has the outlet's stories that fit one line more, at an address of its own."),
        panels=[
            FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
            FieldRowPanel([FieldPanel("field"), FieldPanel("value")]),
        ],
    )


def how() -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel("profile"), ProfileGuidePanel(), FieldPanel("language")], _("How"))


def own_keys() -> InlinePanel:
    return InlinePanel(
        "overrides",
        heading=_("Where it differs from its profile"),
        label=_("profile key"),
        help_text=_("The overview of a saved outlet shows every key with the value that it has."),
        panels=[FieldRowPanel([FieldPanel("key"), FieldPanel("value")])],
    )


def agreement() -> MultiFieldPanel:
    def choice(field: str) -> FieldPanel:
        return FieldPanel(field, widget=forms.RadioSelect)

    return MultiFieldPanel([choice("access"), FieldPanel("key_in_path"), choice("embargo")], _("What was agreed"))

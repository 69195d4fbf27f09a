"""The form of an outlet: finds what contradicts between the outlet and its lines before any of it is saved."""

from collections.abc import Iterator

from django.forms import model_to_dict
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from syndication.profiles import profile_with
from syndication.wire.profile import InvalidProfile, Profile
from syndication.wire.story import LANGUAGE_TAG

__all__ = ["OutletForm"]


class OutletForm(WagtailAdminModelForm):
    """Each line checks itself; here they are held against one another and the partner's profile."""

    def is_valid(self) -> bool:
        # Lines are forms of their own: all must be known before they can be compared.
        return super().is_valid() and self.agrees()

    def agrees(self) -> bool:
        for field, problem in self.contradictions():
            self.add_error(field, problem)
        return not self.errors

    def contradictions(self) -> Iterator[tuple[str | None, str]]:
        """What is wrong, each with the field of the outlet that it is about, or None."""
        if not LANGUAGE_TAG.fullmatch(self.instance.language):
            yield "language", _("%(tag)s is no BCP 47 tag such as en or zh-Hans.") % {"tag": self.instance.language}
            return
        for key in sorted(self.repeated_keys()):
            yield None, _("%(key)s is set twice.") % {"key": key}
        try:
            profile = self.profile_in(self.instance.language)
            for language in self.languages_of_feeds():
                self.profile_in(language)
        except InvalidProfile as problem:
            yield None, str(problem)
            return
        if self.instance.key_in_path and not profile.key_in_path:
            yield "key_in_path", _("%(profile)s takes no key in an address.") % {"profile": profile.label}

    def profile_in(self, language: str) -> Profile:
        return profile_with(self.instance.profile, self.own_keys(), self.instance.reach, language)

    def own_keys(self) -> tuple[tuple[str, str], ...]:
        return tuple((line["key"], line["value"]) for line in self.lines("overrides"))

    def repeated_keys(self) -> set[str]:
        keys = [key for key, _value in self.own_keys()]
        return {key for key in keys if keys.count(key) > 1}

    def languages_of_feeds(self) -> list[str]:
        return [line["value"] for line in self.lines("feeds") if line["field"] == "language"]

    def lines(self, relation: str) -> list[dict[str, str]]:
        """What the lines that stay say; a dict as Django's forms give it. Of lines that are no part of the form, those saved."""
        if relation not in self.formsets:
            return [model_to_dict(row) for row in getattr(self.instance, relation).all()]
        found = (form.cleaned_data for form in self.formsets[relation].forms)
        return [line for line in found if line and not line.get("DELETE")]

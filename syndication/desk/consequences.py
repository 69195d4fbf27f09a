"""What a verb will do, before it is done: who has the story, what each outlet will be told, and what becomes of our page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from syndication.desk.taken import Holder, holders
from syndication.models import Outlet
from syndication.wire.dialect import DatePolicy, WithdrawalForm
from syndication.wire.profile import Profile
from syndication.wire.profile_keys import InvalidProfile

__all__ = ["Consequence", "consequence_of", "consequences", "consequences_of"]

# How each kind of outlet is told, in words for an editor.
WITHDRAWN = {
    WithdrawalForm.STATUS: _("Its entry will be marked as deleted."),
    WithdrawalForm.EXPIRY: _("Its entry will have expired."),
    WithdrawalForm.TOMBSTONE: _("A tombstone takes the place of its entry."),
    WithdrawalForm.CANCELED: _("Its entry will say that it is canceled."),
    WithdrawalForm.DROP: _("Its feed has no word for it and only drops the story: ask them yourself."),
}
CORRECTED = {
    DatePolicy.BUMP: _("The new version comes with a new date of publication."),
    DatePolicy.MODIFIED: _("The new version comes with its date of modification."),
    DatePolicy.NONE: _("The new version comes without a new date."),
}
BROKEN = _("Its settings contradict one another, so it has no feed: tell them yourself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What one outlet, which was offered the story, will be told. `telling` is a sentence, lazily translated."""

    holder: Holder
    telling: Any  # a lazy translation
    by_hand: bool = False  # a person has to tell them

    @property
    def outlet(self) -> Outlet:
        return self.holder.outlet

    @property
    def is_confirmed(self) -> bool:
        """Whether the outlet has fetched the newest that concerns it, in words that it understands."""
        return self.holder.told_at is not None and not self.by_hand

    @property
    def must_be_called(self) -> bool:
        """Whether a person has to: it fetched the story, and nothing has told it that the story must go."""
        return self.holder.has_it and not self.is_confirmed

    @property
    def contact(self) -> str:
        """Whom to call, on one line; "" when nobody is on file."""
        outlet = self.holder.outlet
        return " · ".join(filter(None, (outlet.contact_name, outlet.contact_phone, outlet.contact_email)))


def consequences(page: Any, verb: str, now: datetime) -> list[Consequence]:
    """One for each outlet that holds or was offered the story; those it was called back from already are left out.

    Those that a person must tell come first, then those that have fetched it, each by name.
    """
    return consequences_of(page.story_id, verb, now)


def consequences_of(story_id: UUID, verb: str, now: datetime) -> list[Consequence]:
    """The same of a story whose page may be gone."""
    found = [consequence_of(holder, verb) for holder in holders(story_id, now) if not holder.recalled]
    return sorted(found, key=lambda one: (not one.by_hand, not one.holder.has_it, one.outlet.name.casefold()))


def consequence_of(holder: Holder, verb: str) -> Consequence:
    """What one outlet is told of the verb."""
    profile = profile_of(holder.outlet)
    if profile is None:
        return Consequence(holder=holder, telling=BROKEN, by_hand=True)
    if verb == "correct":
        return Consequence(holder=holder, telling=CORRECTED[profile.date_policy])
    by_hand = profile.withdrawal is WithdrawalForm.DROP
    return Consequence(holder=holder, telling=WITHDRAWN[profile.withdrawal], by_hand=by_hand)


def profile_of(outlet: Outlet) -> Profile | None:
    try:
        return outlet.effective_profile
    except InvalidProfile:
        return None

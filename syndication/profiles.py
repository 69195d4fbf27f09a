"""The profiles that this site knows: the wire's own and those of the site's folders."""

from functools import cache

from syndication.conf import profile_folders
from syndication.wire.profile import Profile, profiles
from syndication.wire.story import Reach


@cache
def all_profiles() -> dict[str, Profile]:
    """Every profile by name; read once a process. Raises `InvalidProfile`, naming file and key."""
    return profiles(*profile_folders())


@cache
def profile_reaching(name: str, reach: Reach) -> Profile:
    """The profile `name` for an outlet that may have what reaches `reach`. Raises `KeyError` for an unknown name."""
    return all_profiles()[name].override(reach=reach)

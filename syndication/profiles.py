"""The profiles that this site knows: the wire's own and those of the site's folders."""

from functools import cache

from syndication.conf import profile_folders
from syndication.wire.profile import Profile, profiles


@cache
def all_profiles() -> dict[str, Profile]:
    """Every profile by name; read once a process. Raises `InvalidProfile`, naming file and key."""
    return profiles(*profile_folders())

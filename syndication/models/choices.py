"""Choices that are functions: a new profile or rule field needs no migration."""

from syndication.wire.rules import RuleField


def profile_choices() -> list[tuple[str, str]]:
    """The profiles of the wire and of the site's own folders."""
    from syndication.profiles import all_profiles

    return [(name, profile.label) for name, profile in sorted(all_profiles().items())]


def rule_field_choices() -> list[tuple[str, str]]:
    """What a rule may look at."""
    return [(field.value, field.value) for field in RuleField]


def override_choices() -> list[tuple[str, str]]:
    """The keys of a profile that one outlet may set for itself."""
    from syndication.profiles import OVERRIDABLE

    return [(key, key) for key in OVERRIDABLE]

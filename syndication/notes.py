"""What partners and readers are told when a story goes away and nobody wrote a note."""

from syndication.models import Release

__all__ = ["NOTES"]

# By cause; none names a story.
NOTES = {
    Release.Cause.UNPUBLISHED: "This story is no longer available.",
    Release.Cause.EXPIRED: "This story is no longer available: its time has ended.",
    Release.Cause.DELETED: "This story is no longer available.",
    Release.Cause.PRIVATE: "This story is no longer available.",
    Release.Cause.RIGHTS: "This story is no longer available: the right to publish it has ended.",
    Release.Cause.WITHDRAWN: "This story has been withdrawn.",
    Release.Cause.KILLED: "This story has been withdrawn. Do not use it, and take it down where it stands.",
}

"""English: the day before the month, as datelines outside America have it."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"

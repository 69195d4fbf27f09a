"""Reports on syndication in Wagtail's menu of reports: one module each, with its table, its chart and its filters."""

"""Whatever people read is said in every language that the project ships: pages in all of the site's, the admin in Chinese too."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

PROJECT = Path(settings.PROJECT)
FOREIGN = [to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# A catalogue, and where the texts are that it must have: readers see the site's templates, editors all of an app.
CATALOGUES = {
    **{f"home-{locale}": ("home", locale, [PROJECT / "templates"]) for locale in FOREIGN},
    **{f"{app}-zh_Hans": (app, "zh_Hans", [PROJECT / app]) for app in ("newsroom", "syndication")},
}

MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
IN_TEMPLATES = re.compile(r"""gettext\(u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


def catalogue(app, locale):
    with (PROJECT / app / "locale" / locale / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)._catalog


def texts_of(folder):
    for path in sorted(folder.rglob("*.html")):
        for literal in IN_TEMPLATES.findall(templatize(path.read_text(encoding="utf-8"))):
            yield ast.literal_eval(literal).replace("%%", "%")
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from marked(ast.parse(path.read_text(encoding="utf-8")))


def marked(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_text_is_translated(name):
    app, locale, folders = CATALOGUES[name]
    known = {key[0] if isinstance(key, tuple) else key for key, text in catalogue(app, locale).items() if text}
    wanted = {text for folder in folders for text in texts_of(folder)}
    assert len(wanted) > 50
    assert wanted - known == set()


@pytest.mark.parametrize("name", CATALOGUES)
def test_what_is_compiled_is_what_is_written(name):
    app, locale, _ = CATALOGUES[name]
    written = (PROJECT / app / "locale" / locale / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    for key, text in catalogue(app, locale).items():
        if key:
            assert as_written(text) in written, f"compile {app} {locale}: msgfmt --check -o django.mo django.po"


def as_written(text):
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_translation_has_the_values_of_its_text(name):
    """A pattern of the wire whose value has another name would fail when it is shown."""
    app, locale, _ = CATALOGUES[name]
    value = re.compile(r"%\(\w+\)[sd]|\{\w*(?::[^}]*)?\}|%[sd]")
    for key, text in catalogue(app, locale).items():
        original = key[0] if isinstance(key, tuple) else key
        assert not original or set(value.findall(text)) <= set(value.findall(original)), original

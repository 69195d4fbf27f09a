"""The readers' site speaks every language that it offers."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale

TEMPLATES = Path(settings.PROJECT) / "templates"
LOCALES = Path(settings.PROJECT) / "home" / "locale"
FOREIGN = [to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]

WORDS = re.compile(r'{%\s*translate\s+"([^"]+)"|_\("([^"]+)"\)')
SENTENCE = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?)(?:{%\s*plural\s*%}.*?)?{%\s*endblocktranslate", re.DOTALL)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")


def catalogue(locale):
    with (LOCALES / locale / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def texts_of_templates():
    for path in sorted(TEMPLATES.rglob("*.html")):
        source = path.read_text()
        yield from (first or second for first, second in WORDS.findall(source))
        yield from (VARIABLE.sub(r"%(\1)s", sentence) for sentence in SENTENCE.findall(source))


@pytest.mark.parametrize("locale", FOREIGN)
def test_every_word_of_the_templates_is_translated(locale):
    found = catalogue(locale)._catalog
    singulars = {key[0] if isinstance(key, tuple) else key for key in found}
    wanted = set(texts_of_templates())
    assert wanted
    assert wanted - singulars == set()


@pytest.mark.parametrize("locale", FOREIGN)
def test_what_is_compiled_is_what_is_written(locale):
    written = (LOCALES / locale / "LC_MESSAGES" / "django.po").read_text()
    for key, text in catalogue(locale)._catalog.items():
        if key:
            assert f'"{text}"' in written, f"compile {locale}: msgfmt --check -o django.mo django.po"

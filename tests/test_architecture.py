"""The laws that a machine can judge by reading: who imports whom, what things are called, what the docs must name."""

import ast
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command, get_commands

from syndication.wire.formats import FORMATS
from syndication.wire.ingest import PARSERS
from syndication.wire.profile import profiles

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("home", "newsroom", "syndication")
NOT_OURS = re.compile(r"\.git|\.venv.*|\.\w+_cache|\.hypothesis|var|dist|build|__pycache__")
TEXT = {".py", ".md", ".toml", ".sh", ".lock", ".html", ".txt", ".css", ".js", ".cfg", ".ini", ".yml", ".yaml", ""}


def our_files(*folders: str) -> Iterator[Path]:
    for folder in map(PROJECT.joinpath, folders or (".",)):
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if not NOT_OURS.fullmatch(name))
            yield from (Path(place, name).relative_to(PROJECT) for name in sorted(names))


def modules(*folders: str) -> list[Path]:
    return [path for path in our_files(*folders) if path.suffix == ".py"]


def imports(path: Path) -> set[str]:
    """Every module that `path` imports, wherever in it, by its full dotted name."""
    found = set()
    for node in ast.walk(ast.parse((PROJECT / path).read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = list(path.parts[: len(path.parts) - node.level]) if node.level else []
            module = ".".join([*package, *([node.module] if node.module else [])])
            # `from syndication import models` imports a module, `from x import Name` does not; both are harmless here.
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def within(names: set[str], *packages: str) -> set[str]:
    return {name for name in names for package in packages if name == package or name.startswith(f"{package}.")}


# -- Who may import whom -----------------------------------------------------------------------------------------------

WIRE_LIBRARIES = {"bs4", "lxml", "nh3", "feedgen", "feedparser", "defusedxml", "dateutil", "ftfy"}


@pytest.mark.parametrize("path", modules("syndication/wire"), ids=str)
def test_the_wire_imports_the_standard_library_and_a_few_others(path):
    names = imports(path)
    strangers = {name.partition(".")[0] for name in names} - WIRE_LIBRARIES - set(sys.stdlib_module_names)
    assert strangers <= {"syndication"}
    assert within(names, "syndication") - {"syndication"} == within(names, "syndication.wire")


@pytest.mark.parametrize("folder", ["formats", "ingest"])
def test_formats_and_parsers_know_neither_one_another_nor_what_partners_may_have(folder):
    package = f"syndication.wire.{folder}"
    members = {path.stem for path in modules(f"syndication/wire/{folder}") if len(path.parts) == 4} - {"__init__"}
    public = {member for member in members if not member.startswith("_")}
    for path in modules(f"syndication/wire/{folder}"):
        own = path.parts[3].removesuffix(".py").lstrip("_")
        others = [f"{package}.{member}" for member in public - {own}]
        forbidden = [*others, "syndication.wire.profile", "syndication.wire.prepare", "syndication.wire.rules"]
        assert not within(imports(path), *forbidden), path


@pytest.mark.parametrize("path", modules("syndication/transports"), ids=str)
def test_transports_know_the_wire_and_nothing_of_the_site(path):
    names = imports(path)
    assert not within(names, "django", "wagtail", "newsroom", "home")
    assert within(names, "syndication") <= within(names, "syndication.wire", "syndication.transports") | {"syndication"}
    assert not within(names, "syndication.wire.formats")


@pytest.mark.parametrize("path", modules("syndication"), ids=str)
def test_syndication_knows_no_page_model(path):
    assert not within(imports(path), "newsroom", "home", "tests", "benchmarks")


@pytest.mark.parametrize("path", modules("newsroom"), ids=str)
def test_the_newsroom_knows_the_wire_through_one_bridge(path):
    names = imports(path)
    assert not within(names, "home", "tests", "benchmarks")
    if path == Path("newsroom/story.py"):
        assert within(names, "syndication") <= within(names, "syndication.wire")
    else:
        assert not within(names, "syndication")


def test_the_wire_runs_where_there_is_no_django():
    code = (
        "import importlib, pkgutil, sys, syndication.wire as wire\n"
        "for module in pkgutil.walk_packages(wire.__path__, 'syndication.wire.'): importlib.import_module(module.name)\n"
        "print(sorted({'django', 'wagtail'} & set(sys.modules)))"
    )
    process = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (process.stdout, process.stderr) == ("[]\n", "")


# -- What things are called --------------------------------------------------------------------------------------------


def test_no_module_has_a_name_that_says_nothing():
    refused = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "service", "handler", "misc"}
    named = {path: {part.removesuffix(".py").strip("_") for part in path.parts} for path in modules()}
    assert [path for path, parts in named.items() if parts & refused] == []


def test_every_module_says_in_a_sentence_what_it_holds():
    silent = []
    for path in modules():
        text = (PROJECT / path).read_text()
        if text.strip() and "migrations" not in path.parts and not ast.get_docstring(ast.parse(text)):
            silent.append(path)
    assert silent == []


def test_no_file_names_a_folder_of_somebodys_machine():
    folders = re.compile("|".join(["/" + "work/", "/" + "tmp/", "/" + "root/", "/" + r"home/[a-z]+/", "/" + "Users/"]))
    named = {path: folders.findall(text) for path, text in texts()}
    assert {path: found for path, found in named.items() if found} == {}


def test_no_file_names_where_packages_come_from():
    hosts = {"files.pythonhosted" + ".org", "pypi" + ".org/simple", "index" + "-url", *configured_hosts()}
    # Names alone would do harm in prose: `--no-emit-index-url` is how the locks are kept free of hosts.
    allowed = "no-emit-index" + "-url"
    named = {path: {host for host in hosts if host in text.replace(allowed, "")} for path, text in texts()}
    assert {path: found for path, found in named.items() if found} == {}


def configured_hosts() -> set[str]:
    """Where this machine's pip and uv fetch packages, from their environment and settings."""
    said = [value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_")) and "://" in value]
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    addresses = re.findall(r"https?://[^\s'\"]+", " ".join([*said, listed.stdout]))
    proxies = urllib.request.getproxies().values()
    return {host for address in [*addresses, *proxies] if (host := urlsplit(address).hostname) and "." in host}


def texts() -> Iterator[tuple[Path, str]]:
    for path in our_files():
        # Fixtures are other people's documents, as they came.
        if path.suffix in TEXT and not {"fixtures", "golden", "schemas"} & set(path.parts):
            yield path, (PROJECT / path).read_text(errors="replace")


# -- What the docs must name -------------------------------------------------------------------------------------------


def has_heading(name: str, document: str) -> bool:
    """Whether a heading of that document begins with the name, in backticks or bare."""
    text = (PROJECT / "docs" / document).read_text()
    return re.search(rf"^#+ `?{re.escape(name)}(?![\w-])", text, flags=re.MULTILINE) is not None


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_heading(name):
    assert has_heading(name, "formats.md")


@pytest.mark.parametrize("name", PARSERS)
def test_every_parser_has_its_heading(name):
    assert has_heading(name, "parsers.md")


@pytest.mark.parametrize("name", profiles())
def test_every_profile_has_its_heading(name):
    assert has_heading(name, "profiles.md")


@pytest.mark.parametrize("name", sorted(name for name, app in get_commands().items() if app in PACKAGES))
def test_every_command_has_its_heading(name):
    assert has_heading(f"manage.py {name}", "commands.md")


def test_every_setting_stands_in_the_table_and_nothing_else_does():
    tables, _, _ = (PROJECT / "docs" / "settings.md").read_text().partition("## Of tests")
    documented = set(re.findall(r"^\| `([A-Z_]+)`", tables, flags=re.MULTILINE))
    assert documented == settings_of_the_site() | settings_of_the_apps()


def settings_of_the_site() -> set[str]:
    """The variables that the settings modules read from the environment."""
    code = "\n".join((PROJECT / path).read_text() for path in modules("home/settings"))
    return set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", code))


def settings_of_the_apps() -> set[str]:
    code = "\n".join((PROJECT / path).read_text() for path in modules("newsroom", "syndication"))
    return set(re.findall(r"(?:settings\.|settings, \")((?:SYNDICATION|NEWSROOM)_[A-Z_]+)", code))


# -- What the database must know ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.parametrize("path", [path for path in modules(*PACKAGES) if "migrations" in path.parts], ids=str)
def test_every_migration_is_named_for_what_it_does(path):
    assert "_auto_" not in path.name

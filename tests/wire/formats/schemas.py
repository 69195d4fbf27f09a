"""The official schemas as a list of what is wrong with a document; tests/schemas says where they are from."""

import json
from functools import lru_cache
from pathlib import Path

import jsonschema
from lxml import etree
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parents[2] / "schemas"
NINJS = {"ninjs": "3.1", "ninjs_2": "2.2", "ninjs_1_3": "1.3"}


@lru_cache
def ninjs_schema(version: str) -> jsonschema.protocols.Validator:
    """The validator of one version, which looks at the form of dates and addresses too, as IPTC's own does not."""
    schema = loaded(f"ninjs-{version}.json")
    # Version 1 names itself for its associations, and later ones the schema of GeoJSON.
    resources = [
        (name.rstrip("#"), Resource.from_contents(one))
        for one in (schema, loaded("geojson.json"))
        if (name := one.get("$id") or one.get("id"))
    ]
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, registry=Registry().with_resources(resources), format_checker=kind.FORMAT_CHECKER)


def loaded(name: str) -> dict:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def ninjs_problems(document: bytes, format_name: str) -> list[str]:
    errors = ninjs_schema(NINJS[format_name]).iter_errors(json.loads(document))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


@lru_cache
def xml_schema(path: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / path))


def nitf_problems(document: bytes) -> list[str]:
    schema = xml_schema("nitf/nitf-3-6.xsd")
    schema.validate(etree.fromstring(document))
    return [error.message for error in schema.error_log]


def newsml_g2_problems(document: bytes) -> list[str]:
    """What the schema says, and what it does not see: that each alias stands in the catalog, and a notice has no text."""
    root = etree.fromstring(document)
    schema = xml_schema("newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd")
    schema.validate(root)
    problems = [error.message for error in schema.error_log]
    nar = "{http://iptc.org/std/nar/2006-10-01/}"
    aliases = {scheme.get("alias") for scheme in root.iter(f"{nar}scheme")}
    codes = [value for one in root.iter(f"{nar}*") for name, value in one.attrib.items() if name in CODED]
    problems += [f"{code} has an alias of no catalog" for code in codes if code.partition(":")[0] not in aliases]
    for item in root.iter(f"{nar}newsItem"):
        if item.get("conformance") != "power":
            problems.append("an item is not at the power level")
        is_notice = item.find(f".//{nar}pubStatus").get("qcode") == "stat:canceled"
        if is_notice and item.find(f"{nar}contentSet") is not None:
            problems.append("a canceled item has content")
    return problems


CODED = ("qcode", "role", "rel", "type")

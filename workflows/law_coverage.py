"""Which rule of a procedure's domain is kept where, and which tests show it: the tables docs/law-coverage*.md."""

import ast
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings

from workflows import plain_yaml
from workflows.law import Provision, history, overlay_folders
from workflows.nodes import CaseFlow
from workflows.procedures import law_folder, rules_of
from workflows.rules import Rule

KINDS = ("mechanism", "human", "missing", "judged_with")
WORDS = ("title", "named", "gap", "recorded_by")


class CoverageError(Exception):
    """The list says what is not so; the message names every id and problem."""


@dataclass(frozen=True)
class Domain:
    """The rules of one procedure's domain, which ``<procedure>/law_coverage.yaml`` lists.

    ``ids``: all of them in order; each begins with ``prefix``. ``page``: the file in docs/. ``others``: further pages
    of docs/ made with it, file name -> ``module.function`` that gives the text. ``not_yet``: the reason of every id
    that is neither judged by a rule nor told to be anything else; empty where each must be told.
    """

    procedure: str
    prefix: str
    ids: Sequence[str]
    page: str
    others: Mapping[str, str] = field(default_factory=dict)
    not_yet: str = ""

    @property
    def listed(self) -> Any:
        """The list as its file has it: parts with their ids."""
        module = import_module(self.procedure)
        return plain_yaml.load((Path(str(module.__file__)).parent / "law_coverage.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Entry:
    """One id. ``kind``: rule, mechanism, human, missing or judged_with. ``names``: module:name of mechanisms.
    ``verbs``: codes of the verbs that record what a person concluded. ``others``: ids whose rules judge this one too.
    """

    id: str
    part: str
    title: str
    kind: str
    names: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    reason: str = ""
    gap: str = ""


@dataclass(frozen=True)
class Proofs:
    """Tests by rule function (files of YAML cases) and by id (test functions: file -> names)."""

    cases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    functions: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)


def entries(
    domain: Domain, data: Any, rules: Sequence[Rule], verbs: Mapping[str, Sequence[str]], forms: Mapping[str, Any]
) -> list[Entry]:
    """The list ``data`` checked against the code. ``verbs``: code -> steps that offer it. Raises CoverageError."""
    problems: list[str] = []
    found: list[Entry] = []
    ruled = {rule.id for rule in rules}
    for part in data:
        for name, row in part["ids"].items():
            kinds = [kind for kind in KINDS if kind in row] + (["rule"] if name in ruled else [])
            problems += [f"{name}: unknown key '{key}'" for key in row if key not in (*KINDS, *WORDS)]
            if not kinds and domain.not_yet:
                row, kinds = {**row, "missing": domain.not_yet}, ["missing"]
            if len(kinds) != 1:
                problems.append(f"{name}: is {' and '.join(kinds) or 'nothing'}; it must be exactly one")
                continue
            entry = _entry(name, part["part"], row, kinds[0])
            problems += [f"{name}: {problem}" for problem in _wrong(entry, ruled, verbs, forms)]
            found.append(entry)
    listed, expected = [entry.id for entry in found], [*domain.ids]
    if not problems and listed != expected:
        wrong = sorted(set(expected) ^ set(listed)) or ["order"]
        problems.append(f"the ids are not those of the domain: {', '.join(wrong)}")
    if problems:
        raise CoverageError("\n".join(problems))
    return found


def _entry(name: str, part: str, row: Mapping[str, Any], kind: str) -> Entry:
    return Entry(
        name,
        part,
        row["title"],
        kind,
        names=tuple(row.get("mechanism", ())),
        verbs=tuple(row.get("human", row.get("recorded_by", ()))),
        others=tuple(row.get("judged_with", ())),
        reason=row.get("missing", ""),
        gap=row.get("gap", ""),
    )


def _wrong(
    entry: Entry, ruled: Container[str], verbs: Mapping[str, Sequence[str]], forms: Mapping[str, Any]
) -> Iterator[str]:
    yield from (f"no rule judges {name}" for name in entry.others if name not in ruled)
    yield from (f"there is no {name}" for name in entry.names if not exists(name))
    yield from (f"no verb '{verb}' with a form" for verb in entry.verbs if verb not in verbs or verb not in forms)


def exists(name: str) -> bool:
    """Whether ``module`` or ``module:attribute.attribute`` can be imported."""
    module, _, attributes = name.partition(":")
    try:
        found: Any = import_module(module)
        for attribute in filter(None, attributes.split(".")):
            found = getattr(found, attribute)
    except (ImportError, AttributeError):
        return False
    return True


def proofs(domain: Domain, tests: Path) -> Proofs:
    """Every YAML case by the rules it asks, every test function by the ids its source names."""
    named = re.compile(rf"\b{domain.prefix}\d+[a-d]?\b")
    cases: dict[str, list[str]] = {}
    for path in sorted((tests / domain.procedure / "law").glob("*.yaml")):
        for case in plain_yaml.load(path.read_text(encoding="utf-8")):
            for rule in case["expect"]:
                files = cases.setdefault(rule, [])
                files += [path.name] if path.name not in files else []
    functions: dict[str, dict[str, list[str]]] = {}
    for path in sorted(tests.rglob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        if domain.prefix not in source or path.stem == "test_law_coverage":
            continue  # what tests this table names ids that it does not prove
        where = path.relative_to(tests).as_posix()
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                text = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
                for name in sorted(set(named.findall(text))):
                    functions.setdefault(name, {}).setdefault(where, []).append(node.name)
    return Proofs(cases, functions)


def articles(rule: Rule, folder: Path) -> list[str]:
    """``name – article regulation (certainty)`` of each provision, as the latest regulation that sets it has it."""
    lines = []
    local = overlay_folders(folder, sorted(path.name for path in (folder / "local").iterdir() if path.is_dir()))
    for name in rule.provisions + rule.optional:
        values = history(folder, name) or history(folder, name, local)
        lines.append(_article(values[-1]) if values else f"`{name}`: no regulation of this procedure sets it")
    return lines


def _article(provision: Provision) -> str:
    # what is no article of a text names none
    where = f"{provision.article} {provision.title}" if provision.article else "no article"
    return f"`{provision.name}`: {where} ({provision.certainty.value})"


def page(
    domain: Domain,
    found: Sequence[Entry],
    rules: Sequence[Rule],
    asked: Mapping[str, Sequence[str]],
    verbs: Mapping[str, Sequence[str]],
    tests: Proofs,
) -> str:
    """The Markdown text. ``asked``: rule function -> steps at which the flow asks it."""
    lines = [
        "# Which rule of the law is kept where",
        "",
        f"Generated by `manage.py law_coverage` from `{domain.procedure}/law_coverage.yaml`, the rules, the flow and"
        " the tests;",
        "`make check` fails when it is stale. Do not edit it.",
        "",
        *_summary(found, [rule for rule in rules if rule.name not in asked and rule.id.startswith(domain.prefix)]),
    ]
    folder = law_folder(domain.procedure)
    for part in dict.fromkeys(entry.part for entry in found):
        lines += ["", f"## {part}", ""]
        for entry in (entry for entry in found if entry.part == part):
            lines += _described(entry, [r for r in rules if r.id == entry.id], asked, verbs, tests, folder)
    return "\n".join(lines) + "\n"


def _summary(found: Sequence[Entry], idle: Sequence[Rule]) -> list[str]:
    """``idle``: rules that no step of the flow asks."""
    words = {
        "rule": "judged by rules in the code",
        "judged_with": "judged by the rules of another id",
        "mechanism": "kept by a part of the system",
        "human": "concluded by a person and recorded",
        "missing": "not built yet",
    }
    lines = ["| Kind | Rules |", "| --- | --- |"]
    counts = {kind: sum(entry.kind == kind for entry in found) for kind in words}
    lines += [f"| {words[kind]} | {count} |" for kind, count in counts.items() if count or kind != "judged_with"]
    missing = ", ".join(entry.id for entry in found if entry.kind == "missing")
    alone = ", ".join(dict.fromkeys(rule.id for rule in idle))
    return [
        *lines,
        "",
        f"Not built yet: {missing or 'none'}.",
        "",
        f"With a rule that no step of the flow asks yet, only `manage.py judge`: {alone or 'none'}.",
    ]


def _described(
    entry: Entry,
    own: Sequence[Rule],
    asked: Mapping[str, Sequence[str]],
    verbs: Mapping[str, Sequence[str]],
    tests: Proofs,
    folder: Path,
) -> Iterator[str]:
    yield f"- **{entry.id}** {entry.title}"
    for rule in own:
        module = rule.function.__module__
        steps = _joined(asked.get(rule.name, ())) or "no step, only `judge`"
        yield f"  - rule `{module}:{rule.name}`; asked at: {steps}"
        yield f"    - {'; '.join(articles(rule, folder))}"
        yield f"    - cases: {', '.join(tests.cases.get(rule.name, ())) or 'none'}"
    if entry.others:
        yield f"  - judged by the rules of {', '.join(entry.others)}"
    if entry.kind == "mechanism":
        yield f"  - mechanism: {_joined(entry.names)}"
    if entry.verbs:
        offered = "; ".join(f"`{verb}` at {_joined(verbs[verb])}" for verb in entry.verbs)
        yield f"  - a person's conclusion, recorded by {offered}"
    if entry.kind == "missing":
        yield f"  - not built yet: {entry.reason}"
    if entry.gap:
        yield f"  - still open: {entry.gap}"
    named = tests.functions.get(entry.id, {})
    if named:
        yield f"  - tests: {'; '.join(f'{path}: {_joined(names)}' for path, names in named.items())}"


def _joined(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def verbs_and_rules(flows: Iterable[type[CaseFlow]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(verb -> steps that offer it, rule function -> steps that ask it), steps by name."""
    verbs: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    for flow in flows:
        for node in sorted(flow.verb_nodes(), key=lambda node: node.name):
            for doing in node.doings.values():
                _note(verbs, [doing.verb.code], node.name)
                _note(asked, (rule.name for rule in doing.rules.all), node.name)
    return verbs, asked


def _note(found: dict[str, list[str]], keys: Iterable[str], step: str) -> None:
    for key in keys:
        steps = found.setdefault(key, [])
        if step not in steps:
            steps.append(step)


def flows_of(procedure: str) -> list[type[CaseFlow]]:
    """The flows of a procedure, none while it has no ``flows`` yet."""
    if find_spec(f"{procedure}.flows"):
        import_module(f"{procedure}.flows")
    return [flow for flow in CaseFlow.__subclasses__() if flow.__module__.startswith(f"{procedure}.")]


def table(domain: Domain) -> str:
    """The page as the code and the tests have it now. Raises CoverageError."""
    rules = rules_of(domain.procedure)
    verbs, asked = verbs_and_rules(flows_of(domain.procedure))
    forms = import_module(f"{domain.procedure}.screens").SCREEN.forms
    found = entries(domain, domain.listed, rules, verbs, forms)
    return page(domain, found, rules, asked, verbs, proofs(domain, settings.BASE_DIR / "tests"))

"""Imports run downwards only (docs/architecture.md); the first wrong one fails here."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

# Floors from the ground up; packages of one floor do not know each other.
FLOORS = [
    {"lib"},
    {"accounts", "files", "letters"},
    {"jobs"},
    {"schools"},
    {"documents"},
    {"roadmaps", "workgroups"},
    {"monitoring"},
    {"config"},
]
PACKAGES = [name for floor in FLOORS for name in sorted(floor)]
# The sign-in's letters go to the outbox, and there is no higher place where they could be sent.
ALLOWED = {("accounts", "letters")}


def forbidden_for(package):
    """Packages that the package may not import: its own floor's others and all above."""
    level = next(level for level, floor in enumerate(FLOORS) if package in floor)
    above = {name for floor in FLOORS[level:] for name in floor} - {package}
    return {name for name in above if (package, name) not in ALLOWED}


def imported_packages(source):
    """Top-level packages that the module imports, wherever the import stands in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def modules(package):
    return sorted(Path(settings.BASE_DIR, package).rglob("*.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_package_imports_only_lower_floors(package):
    for path in modules(package):
        wrong = forbidden_for(package) & set(imported_packages(path.read_text()))
        assert not wrong, f"{path.relative_to(settings.BASE_DIR)} imports {wrong}"


def test_guard_sees_a_wrong_import():
    planted = "def later():\n    from monitoring.models import Checkpoint\n"
    assert forbidden_for("schools") & set(imported_packages(planted)) == {"monitoring"}


def test_no_module_hides_behind_a_vague_name():
    vague = {"utils.py", "helpers.py", "common.py", "misc.py"}
    found = [path for package in PACKAGES for path in modules(package) if path.name in vague]
    assert not found


@pytest.mark.parametrize("package", PACKAGES)
def test_models_know_no_forms_views_or_operations(package):
    for path in modules(package):
        if "models" not in path.parts and path.name != "models.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                last = (node.module or "").split(".")[-1]
                assert last not in {"forms", "views", "operations"}, path


def test_cells_are_written_in_one_place():
    """One reviewed writer of spreadsheet cells, so that no data becomes a formula (R13)."""
    writers = [
        path.name
        for package in PACKAGES
        for path in modules(package)
        if "openpyxl" in imported_packages(path.read_text())
    ]
    assert writers == ["excel.py"]


def test_no_template_names_a_role():
    """Who may do what is said by predicates of permissions.py; a template only asks them."""
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        assert "access.kinds" not in path.read_text(), path


def test_no_rule_takes_what_it_does_not_ask():
    paths = [path for package in PACKAGES for path in modules(package)]
    for path in (path for path in paths if path.name == "permissions.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
                unused = {argument.arg for argument in node.args.args} - used
                assert not unused, f"{path}: {node.name} {unused}"


def test_nothing_is_loaded_from_another_host():
    places = [settings.BASE_DIR / "templates", settings.BASE_DIR / "static" / "css"]
    places.append(settings.BASE_DIR / "static" / "js")
    for place in places:
        for path in place.rglob("*.*"):
            text = path.read_text()
            assert "//cdn" not in text, path
            for start in ('src="http', 'href="http', "url(http", "url('http"):
                assert start not in text, path

